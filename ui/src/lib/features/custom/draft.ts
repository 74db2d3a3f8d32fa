/** New orders and lines as they begin, and lines that go along to the next version. */
import { newId } from '#lib/api/http.ts';
import type { About, CustomLine, CustomOrder, LineDraft } from './types.ts';

export const newAbout = (): About => ({
  title: '',
  brief: '',
  budget_minor: null,
  wished_on: '',
  ring_size: '',
  fields: []
});

export const aboutOf = (of: CustomOrder): About => ({
  title: of.title,
  brief: of.brief,
  budget_minor: of.budget_minor ?? null,
  wished_on: of.wished_on ?? '',
  ring_size: of.ring_size,
  fields: of.fields.map((field) => ({ key: newId(), ...field }))
});

const GOLD_750 = 7500;
export const newLine = (kind: string, proposed: CustomOrder['proposed']): LineDraft => ({
  id: newId(),
  kind,
  title: '',
  metal: kind === 'metal' ? 'gold' : null,
  fineness: kind === 'metal' ? GOLD_750 : null,
  weight_mg: null,
  loss_bp: null,
  own_mg: null,
  own_object_id: null,
  count: null,
  weight_milli_ct: null,
  minutes: null,
  cost_minor: null,
  markup_bp: proposed.markup_bp ?? null,
  typed_minor: null,
  vat_bp: proposed.vat_bp,
  price_minor: null,
  rate_on: null
});

export const lineOf = (line: CustomLine): LineDraft => ({
  id: line.id,
  kind: line.kind,
  title: line.title,
  metal: line.metal ?? null,
  fineness: line.fineness ?? null,
  weight_mg: line.weight_mg ?? null,
  loss_bp: line.loss_bp || null,
  own_mg: line.own_mg ?? null,
  own_object_id: line.own_object_id ?? null,
  count: line.count ?? null,
  weight_milli_ct: line.weight_milli_ct ?? null,
  minutes: line.minutes ?? null,
  cost_minor: line.cost_minor ?? null,
  markup_bp: line.markup_bp ?? null,
  typed_minor: line.typed_minor ?? null,
  vat_bp: line.vat_bp,
  price_minor: line.price_minor ?? null,
  rate_on: line.rate_on ?? null
});
