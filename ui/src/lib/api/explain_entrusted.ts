/** The refusals of what is kept for customers, in words. */
import { finely } from '#lib/format/index.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Sentence } from './explain.ts';

type Params = Record<string, unknown>;
const text = (params: Params, name: string) => String(params[name] ?? '');
const g = (params: Params, name: string) => finely(Number(params[name]), locale.current);
/** Messages whose parameters are called as the server calls them. */
const plain = (message: (params: never) => string): Sentence => message as Sentence;

const FIELDS: Record<string, () => string> = {
  objects: m.entrusted_objects,
  object: m.entrusted_object,
  count: m.entrusted_count,
  weight: m.entrusted_weight,
  declared: m.entrusted_declared
};
const STANDINGS: Record<string, () => string> = {
  here: m.entrusted_here,
  gone: m.entrusted_gone,
  cancelled: m.entrusted_cancelled
};

export const ENTRUSTED_SENTENCES: Record<string, Sentence> = {
  'customer.entrusted': plain(m.error_customer_entrusted),
  'entrusted.subject_unknown': plain(m.error_entrusted_subject_unknown),
  'entrusted.no_customer': plain(m.error_entrusted_no_customer),
  'entrusted.over': plain(m.error_entrusted_over),
  'entrusted.slip_unknown': plain(m.error_entrusted_slip_unknown),
  'entrusted.object_unknown': plain(m.error_entrusted_object_unknown),
  'entrusted.field': (params) => {
    const field = FIELDS[text(params, 'field')]?.() ?? text(params, 'field');
    return Number(params.position) > 0
      ? m.error_entrusted_object({ field, position: text(params, 'position') })
      : m.error_entrusted_field({ field });
  },
  'entrusted.wrong_standing': (params) =>
    m.error_entrusted_wrong_standing({
      standing: STANDINGS[text(params, 'standing')]?.() ?? text(params, 'standing')
    }),
  'entrusted.no_weight': (params) =>
    m.error_entrusted_no_weight({ position: text(params, 'position') }),
  'entrusted.differs': (params) =>
    m.error_entrusted_differs({
      position: text(params, 'position'),
      came: g(params, 'came_ug'),
      gross: g(params, 'gross_ug'),
      tolerance: g(params, 'tolerance_ug')
    }),
  'entrusted.wrong_slip': plain(m.error_entrusted_wrong_slip),
  'entrusted.too_many_photos': plain(m.error_entrusted_too_many_photos),
  'entrusted.photo_unknown': plain(m.error_entrusted_photo_unknown),
  'entrusted.of_delivery': plain(m.error_entrusted_of_delivery),
  'entrusted.unaccounted': plain(m.error_entrusted_unaccounted),
  'entrusted.missing': plain(m.error_entrusted_missing),
  'entrusted.no_reason': plain(m.error_entrusted_no_reason),
  'entrusted.nothing_to_correct': plain(m.error_entrusted_nothing_to_correct),
  'entrusted.no_printer': plain(m.error_entrusted_no_printer)
};
