/** Bulk edits in words. */
import { count, money, percent } from '#lib/format/index.ts';
import { endingWord } from '#lib/features/metal/index.ts';
import { attributeFacts, regimeWord } from '#lib/features/stock/index.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';
import type { BulkEdit } from './types.ts';

const FIELDS: Record<string, () => string> = {
  price: m.bulk_field_price,
  place: m.bulk_field_place,
  family: m.bulk_field_family,
  supplier: m.bulk_field_supplier,
  vat_regime: m.bulk_field_vat,
  floor: m.bulk_field_floor,
  attribute: m.bulk_field_attribute
};
export const fields = () =>
  Object.entries(FIELDS).map(([value, label]) => ({ value, label: label() }));
export const fieldWord = (field: string): string => FIELDS[field]?.() ?? field;

const WHY: Record<string, () => string> = {
  sold: m.repricing_sold,
  reserved: m.repricing_reserved,
  on_memo: m.repricing_on_memo,
  withdrawn: m.repricing_withdrawn,
  mounted: m.repricing_mounted,
  same: m.bulk_why_same,
  not_priced: m.bulk_why_not_priced,
  nothing_left: m.bulk_why_nothing_left,
  too_high: m.bulk_why_too_high,
  below_floor: m.bulk_why_below_floor,
  floor_above_price: m.bulk_why_floor_above_price,
  not_investment_gold: m.bulk_why_not_investment_gold,
  other_family: m.bulk_why_other_family,
  too_many_attributes: m.bulk_why_too_many_attributes,
  changed: m.bulk_why_changed,
  stopped: m.bulk_why_stopped
};
export const whyWord = (why: string): string => WHY[why]?.() ?? why;

/** What the ids of places, families and suppliers are called. */
export type Names = Map<string, string>;

/** An attribute in words: its own name or its family's, and its value. */
const attribute = (name: string, value: string) => {
  const [fact] = attributeFacts({ [name]: value });
  return fact ?? { label: name, value };
};

/** A value of a field as the server writes it: an id, a word, a text or cents. */
export function valueWord(
  edit: Pick<BulkEdit, 'field' | 'name'>,
  value: string | null | undefined,
  names: Names
): string {
  const { field } = edit;
  if (field === 'attribute') return value == null ? '—' : attribute(edit.name ?? '', value).value;
  if (value == null) return field === 'floor' ? m.bulk_floor_of_family() : '—';
  if (field === 'price' || field === 'floor') return money(Number(value), locale.current);
  if (field === 'vat_regime') return regimeWord(value);
  return names.get(value) ?? '…';
}

const signed = (text: string, value: number) => (value > 0 ? `+${text}` : text);

/** What a bulk edit does, in a line: `Prix : +10 %, terminés par ,90`. */
export function wantedLine(edit: BulkEdit, names: Names): string {
  const { value_bp: bp = null, value_minor: minor = null } = edit;
  const ends = edit.ending && edit.ending !== 'exact' ? endingWord(edit.ending) : '';
  let what: string;
  if (edit.how === 'percent') what = signed(percent(bp ?? 0, locale.current), bp ?? 0);
  else if (edit.how === 'amount') what = signed(money(minor ?? 0, locale.current), minor ?? 0);
  else {
    const value = edit.value_id ?? edit.value_word ?? (minor === null ? null : String(minor));
    what = valueWord(edit, value, names);
  }
  if (edit.field === 'attribute') {
    const said = what === '—' ? m.bulk_attribute_none() : what;
    what = m.bulk_attribute_is({ name: attribute(edit.name ?? '', '1').label, value: said });
  }
  const words = edit.how && edit.how !== 'exactly' ? [what, ends] : [what];
  return m.bulk_line({ field: fieldWord(edit.field), what: words.filter(Boolean).join(', ') });
}

export const titleOf = (edit: BulkEdit): string => {
  if (edit.number != null) return m.bulk_number({ number: edit.number });
  return edit.undoes == null ? m.bulk_preview() : m.bulk_preview_undo({ number: edit.undoes });
};

export const pieces = (many: number): string =>
  m.stock_count({ count: count(many, locale.current) });
