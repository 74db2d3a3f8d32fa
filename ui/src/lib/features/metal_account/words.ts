/** The words of metal accounts, by the codes of the server; and what is fine of a weight. */
import { capital, word } from '#lib/features/stock/index.ts';
import { fineness, weight } from '#lib/format/index.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';
import type { MetalEntry, MetalLot } from './types.ts';

const TESTED: Record<string, () => string> = {
  declared: m.metal_account_tested_declared,
  hallmark: m.metal_account_tested_hallmark,
  touchstone: m.metal_account_tested_touchstone,
  xrf: m.metal_account_tested_xrf,
  assay: m.metal_account_tested_assay
};
const STONES: Record<string, () => string> = {
  none: m.metal_account_stones_none,
  removed: m.metal_account_stones_removed,
  left_in: m.metal_account_stones_left_in
};
const KINDS: Record<string, () => string> = {
  in: m.metal_account_kind_in,
  melt: m.metal_account_kind_melt,
  use: m.metal_account_kind_use,
  return: m.metal_account_kind_return,
  correct: m.metal_account_kind_correct
};
const options = (words: Record<string, () => string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label: label() }));
export const testedOptions = () => options(TESTED);
export const stonesOptions = () => options(STONES);
export const testedWord = (code: string): string => TESTED[code]?.() ?? code;
export const kindWord = (code: string): string => KINDS[code]?.() ?? code;

export const metalWord = (code: string): string => capital(word('metal', code));
export const grams = (mg: number): string => weight(mg, locale.current);
/** With its sign: what it does to an account. */
export const signed = (mg: number): string => (mg > 0 ? `+${grams(mg)}` : grams(mg));

/** Whole milligrams, rounded down, as the server does. */
export const fineOf = (mg: number | null, parts: number | null): number =>
  Math.floor((Math.max(0, mg ?? 0) * (parts ?? 0)) / 10_000);

/** `Or 750 ‰ · essai au touchau`. */
export const titleOf = (of: Pick<MetalLot, 'metal' | 'fineness' | 'tested'>): string =>
  `${metalWord(of.metal)} ${fineness(of.fineness, locale.current)} ‰ · ${testedWord(of.tested)}`;

/** What an entry is about: its paper or order, its objects, its remark. */
export const toldOf = (entry: MetalEntry): string =>
  [
    entry.undoes ? m.metal_account_undoes({ what: kindWord(entry.undoes) }) : '',
    entry.objects.join(', '),
    entry.loss_fine_mg === 0 ? '' : m.metal_account_loss_of({ loss: grams(entry.loss_fine_mg) }),
    entry.note
  ]
    .filter(Boolean)
    .join(' · ');
