/** Metal and price in words. */
import { rate } from '#lib/format/index.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';

export const PRECIOUS = ['gold', 'silver', 'platinum', 'palladium'] as const;
export type Precious = (typeof PRECIOUS)[number];

const pick = (words: Record<string, () => string>, code: string) => words[code]?.() ?? code;

export const unitWord = (unit: string): string =>
  pick({ g: m.metal_unit_g, kg: m.metal_unit_kg, ozt: m.metal_unit_ozt }, unit);
export const units = () => ['ozt', 'g', 'kg'].map((value) => ({ value, label: unitWord(value) }));

/** `113,50 €/g`: whole cents, but for a metal that costs little more than some. */
export const perGram = (micro: number): string => {
  const shown = micro < 10_000_000 ? micro : Math.round(micro / 10_000) * 10_000;
  return m.metal_per_gram({ price: rate(shown, locale.current) });
};
/** As it was quoted: `3 530,40 € l’once troy`. */
export const quoted = (micro: number, unit: string): string =>
  m.metal_quoted({ price: rate(micro, locale.current), unit: unitWord(unit) });

export const faultWord = (fault: string): string =>
  pick(
    {
      date: m.metal_fault_date,
      future: m.metal_fault_future,
      price: m.metal_fault_price,
      unclear: m.metal_fault_unclear,
      absurd: m.metal_fault_absurd,
      twice: m.metal_fault_twice,
      differs: m.metal_fault_differs,
      far: m.metal_fault_far,
      word: m.metal_fault_word,
      size: m.metal_fault_size
    },
    fault
  );

export const endingWord = (ending: string): string =>
  pick(
    {
      exact: m.pricing_ending_exact,
      whole: m.pricing_ending_whole,
      ninety: m.pricing_ending_ninety,
      ninety_nine: m.pricing_ending_ninety_nine,
      fives: m.pricing_ending_fives,
      tens: m.pricing_ending_tens
    },
    ending
  );
export const endings = () =>
  ['tens', 'fives', 'whole', 'ninety', 'ninety_nine', 'exact'].map((value) => ({
    value,
    label: endingWord(value)
  }));

/** Why a piece has no price by its formula, or is left out of a re-pricing. */
export const whyWord = (why: string): string =>
  pick(
    {
      reserved: m.repricing_reserved,
      on_memo: m.repricing_on_memo,
      sold: m.repricing_sold,
      withdrawn: m.repricing_withdrawn,
      mounted: m.repricing_mounted,
      changed: m.repricing_changed,
      unknown: m.repricing_unknown,
      no_formula: m.pricing_no_formula,
      no_weight: m.pricing_no_weight,
      no_fineness: m.pricing_no_fineness,
      no_rate: m.pricing_no_rate,
      stones_unvalued: m.pricing_stones_unvalued,
      nothing: m.pricing_nothing,
      overflow: m.pricing_overflow
    },
    why
  );
