/** A draft while it is written: its blank parts and its sums. */
import { newId } from '#lib/api/http.ts';
import type { AppraisalDraft, AppraisalItem, AppraisalPart, AppraisalStone } from './types.ts';

const nothing = () => ({ fr: '', en: '' });

export const blankPart = (): AppraisalPart => ({
  id: newId(),
  metal: null,
  fineness: null,
  colour: null,
  weight_mg: null,
  stone: null,
  text: nothing(),
  value_minor: null,
  basis: '',
  source: '',
  on: null,
  before_minor: null
});
export const blankMetal = (): AppraisalPart => ({
  ...blankPart(),
  metal: 'gold',
  fineness: 7500,
  basis: 'metal_rate'
});
export const blankStone = (): AppraisalPart => ({
  ...blankPart(),
  stone: {
    kind: 'diamond',
    laboratory_grown: false,
    count: 1,
    weight_milli_ct: null,
    shape: null,
    colour: null,
    clarity: null,
    cut: null,
    fluorescence: null,
    treatment: null,
    origin: null,
    laboratory: null,
    certificate_number: null,
    measurements_um: [null, null, null]
  } satisfies AppraisalStone,
  basis: 'market'
});
export const blankItem = (): AppraisalItem => ({
  id: newId(),
  piece_id: null,
  number: '',
  title: nothing(),
  description: nothing(),
  weight_mg: null,
  size: '',
  hallmark: '',
  maker: '',
  serial: '',
  fields: {},
  photos: [],
  parts: [blankMetal()]
});

/** Another object like it: its words, parts and fields, without what is its alone. */
export const likeIt = (item: AppraisalItem): AppraisalItem => {
  const { lot: _, ...fields } = item.fields;
  return {
    ...structuredClone(item),
    id: newId(),
    piece_id: null,
    number: '',
    serial: '',
    photos: [],
    fields,
    parts: item.parts.map((part) => ({ ...structuredClone(part), id: newId(), before_minor: null }))
  };
};

export const itemTotal = (item: AppraisalItem): number =>
  item.parts.reduce((sum, part) => sum + (part.value_minor ?? 0), 0);
export const total = (draft: AppraisalDraft): number =>
  draft.items.reduce((sum, item) => sum + itemTotal(item), 0);
/** What the certificate that it replaces came to; null where it replaces none. */
export function totalBefore(draft: AppraisalDraft): number | null {
  const parts = draft.items.flatMap((item) => item.parts);
  if (parts.every((part) => part.before_minor == null)) return null;
  return parts.reduce((sum, part) => sum + (part.before_minor ?? 0), 0);
}
/** From one amount to another in basis points; null from nothing. */
export const change = (before: number, now: number): number | null =>
  before > 0 ? Math.round(((now - before) * 10_000) / before) : null;
