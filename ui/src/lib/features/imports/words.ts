/** What a column may become, in words. */
import * as m from '#lib/paraglide/messages.js';
import type { ImportFigures } from './types.ts';

const FIELDS: Record<string, () => string> = {
  number: m.import_field_number,
  barcode: m.import_field_barcode,
  title: m.import_field_title,
  family: m.import_field_family,
  metal: m.import_field_metal,
  fineness: m.import_field_fineness,
  metal_colour: m.import_field_metal_colour,
  gross: m.import_field_gross,
  net: m.import_field_net,
  size: m.import_field_size,
  hallmark: m.import_field_hallmark,
  maker: m.import_field_maker,
  model: m.import_field_model,
  serial: m.import_field_serial,
  supplier: m.import_field_supplier,
  purchase_ref: m.import_field_purchase_ref,
  cost: m.import_field_cost,
  price: m.import_field_price,
  place: m.import_field_place,
  vat_regime: m.import_field_vat_regime,
  notes: m.import_field_notes,
  stones: m.import_field_stones,
  stone: m.import_field_stone,
  carat: m.import_field_carat,
  shape: m.import_field_shape,
  stone_colour: m.import_field_stone_colour,
  clarity: m.import_field_clarity,
  cut: m.import_field_cut,
  fluorescence: m.import_field_fluorescence,
  treatment: m.import_field_treatment,
  origin: m.import_field_origin,
  laboratory_grown: m.import_field_laboratory_grown,
  laboratory: m.import_field_laboratory,
  certificate: m.import_field_certificate,
  length: m.import_field_length,
  width: m.import_field_width,
  depth: m.import_field_depth,
  kind: m.import_field_kind,
  quantity: m.import_field_quantity,
  images: m.import_field_images,
  remark: m.import_field_remark
};

/** The fields that several columns may fill. */
const SHARED = ['remark', 'images'];
export const isShared = (field: string | null) => field !== null && SHARED.includes(field);
export const FIELD_CODES = Object.keys(FIELDS);
export const fieldWord = (code: string): string => FIELDS[code]?.() ?? code;

/** What a list of rows becomes that does not say. */
export const kinds = () => [
  { value: 'quantity', label: m.import_kind_quantity() },
  { value: 'piece', label: m.import_kind_piece() },
  { value: 'article', label: m.import_kind_article() }
];

/** What a CSV's cells are set apart by. */
export const separators = () => [
  { value: ';', label: m.import_separator_semicolon() },
  { value: ',', label: m.import_separator_comma() },
  { value: '\t', label: m.import_separator_tab() },
  { value: '|', label: m.import_separator_bar() }
];

/** Entered or taken back by nobody any more: the program was ended in the midst of it. */
export const isCut = (one: { state: string; at_work: boolean }) =>
  !one.at_work && (one.state === 'running' || one.state === 'undoing');

/** Both together; a cost that one of them may not tell is not told. */
export const sum = (one: ImportFigures, other: ImportFigures): ImportFigures => {
  const both = (a?: number | null, b?: number | null) => (a == null || b == null ? null : a + b);
  return {
    pieces: one.pieces + other.pieces,
    units: one.units + other.units,
    cost_minor: both(one.cost_minor, other.cost_minor),
    price_minor: one.price_minor + other.price_minor,
    without_cost: both(one.without_cost, other.without_cost),
    without_price: one.without_price + other.without_price
  };
};
