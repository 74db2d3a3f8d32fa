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
  objects: m.keeping_objects,
  object: m.keeping_object,
  count: m.keeping_count,
  weight: m.keeping_weight,
  declared: m.keeping_declared
};
const STANDINGS: Record<string, () => string> = {
  here: m.keeping_here,
  home: m.keeping_home,
  cancelled: m.keeping_cancelled
};

export const KEEPING_SENTENCES: Record<string, Sentence> = {
  'customer.in_keeping': plain(m.error_customer_in_keeping),
  'keeping.subject_unknown': plain(m.error_keeping_subject_unknown),
  'keeping.no_customer': plain(m.error_keeping_no_customer),
  'keeping.over': plain(m.error_keeping_over),
  'keeping.slip_unknown': plain(m.error_keeping_slip_unknown),
  'keeping.object_unknown': plain(m.error_keeping_object_unknown),
  'keeping.field': (params) => {
    const field = FIELDS[text(params, 'field')]?.() ?? text(params, 'field');
    return Number(params.position) > 0
      ? m.error_keeping_object({ field, position: text(params, 'position') })
      : m.error_keeping_field({ field });
  },
  'keeping.wrong_standing': (params) =>
    m.error_keeping_wrong_standing({
      standing: STANDINGS[text(params, 'standing')]?.() ?? text(params, 'standing')
    }),
  'keeping.no_weight': (params) =>
    m.error_keeping_no_weight({ position: text(params, 'position') }),
  'keeping.differs': (params) =>
    m.error_keeping_differs({
      position: text(params, 'position'),
      came: g(params, 'came_ug'),
      gross: g(params, 'gross_ug'),
      tolerance: g(params, 'tolerance_ug')
    }),
  'keeping.no_reason': plain(m.error_keeping_no_reason),
  'keeping.nothing_to_correct': plain(m.error_keeping_nothing_to_correct),
  'keeping.no_printer': plain(m.error_keeping_no_printer)
};
