/** The stock's closed vocabularies in the language of the screen. An unknown code stays itself. */
import { carat, decimalSign, fineness, weight } from '#lib/format/index.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Article, Component, Family } from './types.ts';
import {
  CLARITIES,
  CUTS,
  FAMILY_FIELDS,
  FLUORESCENCES,
  HALLMARKS,
  LABORATORIES,
  METALS,
  METAL_COLOURS,
  SHAPES,
  STONES,
  TITLES,
  TREATMENTS,
  VARIANT_AXES,
  type Term
} from './vocabulary.generated.ts';

export type Option = { value: string; label: string };

const LISTS = {
  metal: METALS,
  metal_colour: METAL_COLOURS,
  stone: STONES,
  treatment: TREATMENTS,
  shape: SHAPES,
  clarity: CLARITIES,
  cut: CUTS,
  fluorescence: FLUORESCENCES,
  laboratory: LABORATORIES,
  hallmark: HALLMARKS,
  variant_axis: VARIANT_AXES
} satisfies Record<string, Term[]>;
export type List = keyof typeof LISTS;

/** The word for a code; empty for nothing. */
export function word(list: List, code: string | null | undefined): string {
  if (!code) return '';
  return LISTS[list].find((term) => term.code === code)?.[locale.current] ?? code;
}

export const capital = (text: string): string =>
  text.slice(0, 1).toLocaleUpperCase(locale.current) + text.slice(1);

/** A vocabulary as the options of a list, in the order of the trade. */
export const options = (list: List): Option[] =>
  LISTS[list].map((term) => ({ value: term.code, label: capital(term[locale.current]) }));

/** The same for what may be left out: `''` stands first. */
export const optional = (list: List): Option[] => [
  { value: 'none', label: m.not_given() },
  ...options(list)
];

/** The titles a metal is sold at; none of a base metal. */
export const titlesOf = (metal: string): Option[] =>
  (TITLES[metal] ?? []).map((parts) => ({
    value: String(parts),
    label: fineness(parts, locale.current)
  }));

/** The hallmarks that stand for this title of this metal. */
export const hallmarksOf = (metal: string, parts: number): Option[] =>
  HALLMARKS.filter((mark) => mark.metal === metal && mark.finenesses.includes(parts)).map(
    (mark) => ({ value: mark.code, label: capital(mark[locale.current]) })
  );

/** What tells a variant from its model's others: `M · rouge`. */
export const valuesOf = (article: Pick<Article, 'variant'>): string =>
  VARIANT_AXES.map(({ code }) => article.variant[code])
    .filter(Boolean)
    .join(' · ');

export const familyName = (family: Family): string =>
  locale.current === 'fr' ? family.name_fr : family.name_en;

type Metal = { metal?: string | null; fineness?: number | null; colour?: string | null };

/** `Or jaune 750`. */
export function alloy({ metal, fineness: title, colour }: Metal): string {
  if (!metal) return '';
  const names = [word('metal', metal), word('metal_colour', colour)];
  if (locale.current === 'en') names.reverse();
  return capital(
    [...names, title ? fineness(title, locale.current) : ''].filter(Boolean).join(' ')
  );
}

/** `1 diamant rond 0,70 ct G VS2`. */
export function stoneLine(component: Component): string {
  const name = [
    word('stone', component.stone),
    component.laboratory_grown ? m.component_grown_word() : ''
  ];
  const count = component.count ?? 1;
  const many = count > 1 ? `${count} ×` : '';
  const parts = [
    many,
    ...name,
    word('shape', component.shape),
    component.weight_milli_ct ? carat(component.weight_milli_ct, locale.current) : '',
    component.colour,
    word('clarity', component.clarity)
  ];
  return capital(parts.filter(Boolean).join(' '));
}

/** `GIA 2141438171`. */
export const certificateLine = (component: Component): string =>
  [word('laboratory', component.laboratory), component.certificate_number]
    .filter(Boolean)
    .join(' ');

export const grams = (mg: number | null | undefined): string =>
  mg == null ? '' : weight(mg, locale.current);

const REGIMES: Record<string, () => string> = {
  standard: m.vat_regime_standard,
  margin: m.vat_regime_margin,
  exempt_gold: m.vat_regime_exempt_gold
};
export const regimes = (): Option[] =>
  Object.entries(REGIMES).map(([value, label]) => ({ value, label: label() }));
export const regimeWord = (code: string): string => REGIMES[code]?.() ?? code;

const REASONS: Record<string, () => string> = {
  received: m.movement_received,
  imported: m.movement_imported,
  moved: m.movement_moved,
  sold: m.movement_sold,
  returned: m.movement_returned,
  withdrawn: m.movement_withdrawn,
  brought_back: m.movement_brought_back,
  import_undone: m.movement_import_undone,
  reception_undone: m.movement_reception_undone,
  sent_back: m.movement_sent_back,
  came_back: m.movement_came_back,
  mounted: m.movement_mounted,
  taken_out: m.movement_taken_out,
  stone_set: m.movement_stone_set,
  stone_taken_out: m.movement_stone_taken_out,
  count_moved: m.movement_count_moved,
  count_missing: m.movement_count_missing,
  count_found: m.movement_count_found,
  sorted_in: m.reason_sorted_in,
  sorted_out: m.reason_sorted_out,
  memo_received: m.movement_memo_received,
  memo_given_back: m.movement_memo_given_back,
  memo_kept: m.movement_memo_kept,
  memo_sent: m.movement_memo_sent,
  memo_returned: m.movement_memo_returned,
  memo_invoiced: m.movement_memo_invoiced,
  memo_lost: m.movement_memo_lost,
  memo_held_here: m.movement_memo_held_here,
  memo_held_there: m.movement_memo_held_there,
  memo_cancelled: m.movement_memo_cancelled,
  used: m.movement_used,
  given_back: m.movement_given_back,
  made: m.movement_made,
  unmade: m.movement_unmade,
  worked_in: m.movement_worked_in,
  worked_out: m.movement_worked_out,
  handed_over: m.movement_handed_over,
  handed_back: m.movement_handed_back,
  tag_read: m.movement_tag_read,
  tag_typed: m.movement_tag_typed,
  tag_printed: m.movement_tag_printed,
  tag_off: m.movement_tag_off,
  corrected: m.movement_corrected
};
export const reasonWord = (code: string): string => REASONS[code]?.() ?? code;

const KINDS: Record<string, () => string> = {
  stone: m.component_kind_stone,
  melee: m.component_kind_melee,
  setting: m.component_kind_setting,
  chain: m.component_kind_chain,
  other: m.component_kind_other
};
export const kinds = (): Option[] =>
  Object.entries(KINDS).map(([value, label]) => ({ value, label: label() }));
export const kindWord = (code: string): string => KINDS[code]?.() ?? code;

const PLACES: Record<string, () => string> = {
  shop: m.place_kind_shop,
  window: m.place_kind_window,
  tray: m.place_kind_tray,
  safe: m.place_kind_safe,
  bench: m.place_kind_bench
};
export const placeKinds = (): Option[] =>
  Object.entries(PLACES).map(([value, label]) => ({ value, label: label() }));
export const placeKindWord = (code: string): string => PLACES[code]?.() ?? code;

const STATES: Record<string, () => string> = {
  available: m.state_available,
  reserved: m.state_reserved,
  sold: m.state_sold,
  on_memo: m.state_on_memo,
  withdrawn: m.state_withdrawn,
  mounted: m.state_mounted
};
export const states = (): Option[] =>
  ['available', 'sold', 'on_memo', 'withdrawn', 'mounted'].map((value) => ({
    value,
    label: STATES[value]?.() ?? value
  }));
export const stateWord = (code: string): string => STATES[code]?.() ?? code;

/** A sheet's attributes in words, the families' own first and in their order. */
export function attributeFacts(
  attributes: Record<string, string>
): { label: string; value: string }[] {
  const own = FAMILY_FIELDS.filter(({ code }) => code in attributes).map((field) => {
    const value = attributes[field.code] ?? '';
    const choice = field.choices.find(({ code }) => code === value);
    return {
      label: field[locale.current],
      value: choice
        ? capital(choice[locale.current])
        : field.unit
          ? `${value.replace('.', decimalSign(locale.current))} ${field.unit}`
          : value
    };
  });
  const others = Object.entries(attributes)
    .filter(([name]) => !FAMILY_FIELDS.some(({ code }) => code === name))
    .map(([label, value]) => ({ label, value }));
  return [...own, ...others];
}
