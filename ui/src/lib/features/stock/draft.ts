/** A piece being written: what the form holds, what is wrong with it, what is sent. */
import { newId } from '#lib/api/http.ts';
import { carat } from '#lib/format/index.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Component, Family, Piece, PieceParts, PieceSheet } from './types.ts';
import { FAMILY_FIELDS } from './vocabulary.generated.ts';
import { alloy, familyName, word } from './words.ts';

export type StoneDraft = {
  id: string;
  kind: string;
  stone: string;
  laboratory_grown: boolean;
  count: number | null;
  weight_milli_ct: number | null;
  shape: string;
  colour: string;
  clarity: string;
  cut: string;
  fluorescence: string;
  treatment: string;
  origin: string;
  length_um: number | null;
  width_um: number | null;
  depth_um: number | null;
  laboratory: string;
  certificate_number: string;
  certificate_file_id: string | null;
  /** Chosen, and attached once the piece is there. */
  certificate_pdf: File | null;
};

export type Draft = {
  id: string;
  number: string;
  barcode: string;
  family_id: string;
  title: string;
  metal: string;
  fineness: string;
  colour: string;
  gross_mg: number | null;
  net_mg: number | null;
  size: string;
  hallmark: string;
  maker: string;
  model: string;
  serial: string;
  supplier_id: string;
  purchase_ref: string;
  cost_minor: number | null;
  price_minor: number | null;
  vat_regime: string;
  notes: string;
  /** The family's own fields, by code. */
  own: Record<string, string>;
  /** What else the shop notes. */
  others: { id: string; name: string; value: string }[];
  place_id: string;
  components: StoneDraft[];
  /** Of a new piece: its cost in parts, how it is priced, and the photos that follow it. */
  parts: PieceParts;
  photos: File[];
};

/** The value of a list's "nothing": the list itself cannot hold an empty one. */
export const NOTHING = 'none';
const chosen = (value: string) => (value === '' || value === NOTHING ? null : value);
const written = (text: string) => text.trim() || null;

export const newStone = (): StoneDraft => ({
  id: newId(),
  kind: 'stone',
  stone: 'diamond',
  laboratory_grown: false,
  count: 1,
  weight_milli_ct: null,
  shape: 'round',
  colour: '',
  clarity: NOTHING,
  cut: NOTHING,
  fluorescence: '',
  treatment: '',
  origin: '',
  length_um: null,
  width_um: null,
  depth_um: null,
  laboratory: NOTHING,
  certificate_number: '',
  certificate_file_id: null,
  certificate_pdf: null
});

const stoneDraft = (one: Component): StoneDraft => ({
  id: one.id,
  kind: one.kind,
  stone: one.stone ?? NOTHING,
  laboratory_grown: one.laboratory_grown ?? false,
  count: one.count ?? 1,
  weight_milli_ct: one.weight_milli_ct ?? null,
  shape: one.shape ?? NOTHING,
  colour: one.colour ?? '',
  clarity: one.clarity ?? NOTHING,
  cut: one.cut ?? NOTHING,
  fluorescence: one.fluorescence ?? '',
  treatment: one.treatment ?? '',
  origin: one.origin ?? '',
  length_um: one.length_um ?? null,
  width_um: one.width_um ?? null,
  depth_um: one.depth_um ?? null,
  laboratory: one.laboratory ?? NOTHING,
  certificate_number: one.certificate_number ?? '',
  certificate_file_id: one.certificate_file_id ?? null,
  certificate_pdf: null
});

const noParts = (): PieceParts => ({
  mode: null,
  metal_minor: null,
  stones_minor: null,
  labour_minor: null,
  other_minor: null,
  coefficient_milli: null,
  floor_minor: null,
  version: 0
});

/** The cost that the parts come to, where it is known what was paid for the metal. */
export const costOf = (parts: PieceParts): number | null =>
  parts.metal_minor == null
    ? null
    : parts.metal_minor +
      (parts.stones_minor ?? 0) +
      (parts.labour_minor ?? 0) +
      (parts.other_minor ?? 0);

export const newDraft = (): Draft => ({
  id: newId(),
  number: '',
  barcode: '',
  family_id: '',
  title: '',
  metal: NOTHING,
  fineness: NOTHING,
  colour: NOTHING,
  gross_mg: null,
  net_mg: null,
  size: '',
  hallmark: NOTHING,
  maker: '',
  model: '',
  serial: '',
  supplier_id: NOTHING,
  purchase_ref: '',
  cost_minor: null,
  price_minor: null,
  vat_regime: 'standard',
  notes: '',
  own: {},
  others: [],
  place_id: '',
  components: [],
  parts: noParts(),
  photos: []
});

const isOwn = (name: string) => FAMILY_FIELDS.some(({ code }) => code === name);
function attributesOf(attributes: Record<string, string>): Pick<Draft, 'own' | 'others'> {
  const pairs = Object.entries(attributes);
  return {
    own: Object.fromEntries(pairs.filter(([name]) => isOwn(name))),
    others: pairs
      .filter(([name]) => !isOwn(name))
      .map(([name, value]) => ({ id: newId(), name, value }))
  };
}

/** A piece like another: what is of that object alone is left to be written. */
export const draftLike = (piece: Piece): Draft => ({
  ...draftOf(piece),
  id: newId(),
  number: '',
  barcode: '',
  serial: '',
  purchase_ref: '',
  components: (piece.components ?? []).map((one) => ({
    ...stoneDraft(one),
    id: newId(),
    laboratory: NOTHING,
    certificate_number: '',
    certificate_file_id: null
  }))
});

/** The family's fields that say something, a decimal comma as a point; and what the shop has named. */
function attributesSent(draft: Draft, family: string | undefined): Record<string, string> {
  const own = FAMILY_FIELDS.filter(({ families }) => families.includes(family ?? ''))
    .map(({ code, unit }) => {
      const value = draft.own[code]?.trim() ?? '';
      return [code, unit ? value.replace(',', '.') : value] as const;
    })
    .filter(([, value]) => value && value !== NOTHING);
  const others = draft.others
    .map(({ name, value }) => [name.trim(), value.trim()] as const)
    .filter(([name, value]) => name || value);
  return Object.fromEntries([...own, ...others]);
}

export const draftOf = (piece: Piece): Draft => ({
  id: piece.id,
  number: piece.number,
  barcode: piece.barcode ?? '',
  family_id: piece.family_id,
  title: piece.title,
  metal: piece.metal ?? NOTHING,
  fineness: piece.fineness ? String(piece.fineness) : NOTHING,
  colour: piece.colour ?? NOTHING,
  gross_mg: piece.gross_mg ?? null,
  net_mg: piece.net_mg ?? null,
  size: piece.size ?? '',
  hallmark: piece.hallmark ?? NOTHING,
  maker: piece.maker ?? '',
  model: piece.model ?? '',
  serial: piece.serial ?? '',
  supplier_id: piece.supplier_id ?? NOTHING,
  purchase_ref: piece.purchase_ref ?? '',
  cost_minor: piece.cost_minor ?? null,
  price_minor: piece.price_minor ?? null,
  vat_regime: piece.vat_regime,
  notes: piece.notes ?? '',
  ...attributesOf(piece.attributes ?? {}),
  place_id: piece.place_id ?? '',
  components: (piece.components ?? []).map(stoneDraft),
  parts: noParts(),
  photos: []
});

export type DraftErrors = Partial<Record<keyof Draft, string>>;

/** What keeps a draft from being saved, in words, field by field. */
export function checkDraft(draft: Draft, isNew: boolean): DraftErrors {
  const precious = chosen(draft.metal) !== null && draft.metal !== 'base';
  const found: DraftErrors = {
    number: written(draft.number) ? undefined : m.error_required(),
    title: written(draft.title) ? undefined : m.error_required(),
    family_id: draft.family_id ? undefined : m.error_required(),
    place_id: draft.place_id || !isNew ? undefined : m.error_required(),
    fineness: precious && !chosen(draft.fineness) ? m.error_required() : undefined,
    net_mg:
      draft.net_mg !== null && draft.gross_mg !== null && draft.net_mg > draft.gross_mg
        ? m.field_net_more()
        : undefined,
    price_minor:
      draft.price_minor !== null && draft.price_minor <= 0 ? m.field_price_zero() : undefined,
    others: draft.others.some(({ name, value }) => !name.trim() !== !value.trim())
      ? m.attribute_incomplete()
      : undefined
  };
  return Object.fromEntries(Object.entries(found).filter(([, text]) => text));
}

const GEMS = ['stone', 'melee'];

/** The draft of a piece of this family, as the server wants it. The cost is left out where this person does not see it. */
export function sent(
  draft: Draft,
  seesCost: boolean,
  family?: string
): PieceSheet & { id: string } {
  const metal = chosen(draft.metal);
  return {
    id: draft.id,
    number: draft.number.trim(),
    barcode: written(draft.barcode),
    family_id: draft.family_id,
    title: draft.title.trim(),
    metal,
    fineness: metal && chosen(draft.fineness) ? Number(draft.fineness) : null,
    colour: metal ? chosen(draft.colour) : null,
    gross_mg: draft.gross_mg,
    net_mg: draft.net_mg,
    size: written(draft.size),
    hallmark: metal ? chosen(draft.hallmark) : null,
    maker: written(draft.maker),
    model: written(draft.model),
    serial: written(draft.serial),
    supplier_id: chosen(draft.supplier_id),
    purchase_ref: written(draft.purchase_ref),
    ...(seesCost ? { cost_minor: draft.cost_minor } : {}),
    price_minor: draft.price_minor,
    vat_regime: draft.vat_regime,
    notes: draft.notes.trim(),
    attributes: attributesSent(draft, family),
    components: draft.components.map((one) => ({
      id: one.id,
      kind: one.kind,
      stone: GEMS.includes(one.kind) ? chosen(one.stone) : null,
      laboratory_grown: one.laboratory_grown,
      count: one.count ?? 1,
      weight_milli_ct: one.weight_milli_ct,
      shape: chosen(one.shape),
      colour: written(one.colour),
      clarity: chosen(one.clarity),
      cut: chosen(one.cut),
      fluorescence: one.fluorescence || null,
      // "Untreated" is something a laboratory says; not to know is another thing.
      treatment: one.treatment || null,
      origin: written(one.origin),
      length_um: one.length_um,
      width_um: one.width_um,
      depth_um: one.depth_um,
      laboratory: chosen(one.laboratory),
      certificate_number: written(one.certificate_number),
      certificate_file_id: one.certificate_file_id
    }))
  };
}

/** What a new piece has beside its sheet; nothing where its parts say nothing. */
export function partsSent({ parts }: Draft): { parts?: PieceParts } {
  const { version: _, ...said } = parts;
  return Object.values(said).some((value) => value != null) ? { parts } : {};
}

/** What is left of the weight without the stones: five carats are a gram. */
export function netOf(draft: Draft): number | null {
  if (draft.gross_mg === null || !chosen(draft.metal)) return null;
  const carats = draft.components
    .filter(({ kind }) => GEMS.includes(kind))
    .reduce((sum, { weight_milli_ct }) => sum + (weight_milli_ct ?? 0), 0);
  return Math.max(0, draft.gross_mg - Math.round(carats / 5)) || null;
}

/** `Bague or jaune 750, diamant 0,52 ct`: what a jeweller would call it. */
export function titleOf(draft: Draft, family: Family | undefined): string {
  if (!family) return '';
  const fine = chosen(draft.fineness);
  const metal = alloy({
    metal: chosen(draft.metal),
    fineness: fine ? Number(fine) : null,
    colour: chosen(draft.colour)
  }).toLocaleLowerCase(locale.current);
  const [centre] = draft.components.filter(({ kind }) => kind === 'stone');
  const stone = centre && [
    word('stone', chosen(centre.stone)),
    centre.laboratory_grown ? m.component_grown_word() : '',
    centre.weight_milli_ct ? carat(centre.weight_milli_ct, locale.current) : ''
  ];
  const name = [familyName(family), metal].filter(Boolean);
  const whole = [name.join(' '), stone?.filter(Boolean).join(' ')].filter(Boolean).join(', ');
  // It is searched and printed: plain spaces.
  return whole.replaceAll(/[\u00a0\u202f]/g, ' ');
}

/** A file that follows a sheet once that is saved: a photo, or the certificate of a component. */
export type Follower = { file: File; component?: string };
export const followers = (draft: Draft): Follower[] => [
  ...draft.components.flatMap(({ id, certificate_number, certificate_pdf }) =>
    certificate_pdf && certificate_number.trim() ? [{ file: certificate_pdf, component: id }] : []
  ),
  ...draft.photos.map((file) => ({ file }))
];

/** What a new piece's cost and price are written with. */
export type Pricing = {
  draft: Draft;
  family: string | undefined;
  errors: DraftErrors;
  onchange: (changed: Partial<Draft>) => void;
};
