/** The refusals of custom work in words. */
import { day, money, weight, finely } from '#lib/format/index.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Sentence } from './explain.ts';

type Params = Record<string, unknown>;
const text = (params: Params, name: string) => String(params[name] ?? '');
const on = (params: Params, name: string) => day(text(params, name), locale.current);
const amount = (params: Params, name: string) => money(Number(params[name]) || 0, locale.current);
/** Messages whose parameters are called as the server calls them. */
const plain = (message: (params: never) => string): Sentence => message as Sentence;

const STATES: Record<string, () => string> = {
  enquiry: m.custom_state_enquiry,
  design: m.custom_state_design,
  quoted: m.custom_state_quoted,
  approved: m.custom_state_approved,
  production: m.custom_state_production,
  ready: m.custom_state_ready,
  delivered: m.custom_state_delivered,
  on_hold: m.custom_state_on_hold,
  refused: m.custom_state_refused,
  cancelled: m.custom_state_cancelled
};
export const customState = (params: Params) => {
  const code = text(params, 'state');
  return { state: (STATES[code]?.() ?? code).toLocaleLowerCase(locale.current) };
};
const FIELDS: Record<string, () => string> = {
  title: m.custom_name,
  budget: m.custom_budget,
  wished: m.custom_wished_on,
  fields: m.custom_field_label,
  line: m.custom_line_title,
  metal: m.custom_metal,
  weight: m.custom_weight,
  loss: m.custom_loss,
  own: m.custom_own,
  count: m.custom_count,
  minutes: m.custom_minutes,
  cost: m.custom_cost,
  markup: m.custom_markup,
  price: m.custom_price,
  vat: m.custom_vat,
  quantity: m.bench_quantity,
  day: m.bench_day
};
const field = (params: Params) => FIELDS[text(params, 'field')]?.() ?? text(params, 'field');

export const CUSTOM_SENTENCES: Record<string, Sentence> = {
  'custom.own_stones': ({ line }) => m.error_custom_own_stones({ line: String(line) }),
  'custom.stones_here': ({ code }) => m.error_custom_stones_here({ code: String(code) }),
  'custom.no_weight': () => m.error_custom_no_weight(),
  'custom.differs': ({ expected_ug, gross_ug }) =>
    m.error_custom_differs({
      expected: finely(Number(expected_ug), locale.current),
      gross: finely(Number(gross_ug), locale.current)
    }),
  'custom.not_as_agreed': () => m.error_custom_not_as_agreed(),
  'custom.not_delivered': () => m.error_custom_not_delivered(),
  'customer.in_custom': plain(m.error_customer_in_custom),
  'custom.unknown': plain(m.error_custom_unknown),
  'custom.quote_unknown': plain(m.error_custom_quote_unknown),
  'custom.customer_unknown': plain(m.error_custom_customer_unknown),
  'custom.field': (params) =>
    Number(params.line) > 0
      ? m.error_custom_line({ field: field(params), line: text(params, 'line') })
      : m.error_custom_field({ field: field(params) }),
  'custom.too_many_lines': (params) =>
    m.error_custom_too_many_lines({ most: text(params, 'most') }),
  'custom.wrong_state': (params) => m.error_custom_wrong_state(customState(params)),
  'custom.no_reason': plain(m.error_custom_no_reason),
  'custom.no_draft': plain(m.error_custom_no_draft),
  'custom.not_sent': plain(m.error_custom_not_sent),
  'custom.unpriced': plain(m.error_custom_unpriced),
  'custom.rate_moved': plain(m.error_custom_rate_moved),
  'custom.own_metal': (params) =>
    m.error_custom_own_metal({
      has: weight(Number(params.has_mg) || 0, locale.current),
      asked: weight(Number(params.asked_mg) || 0, locale.current)
    }),
  'custom.own_metal_promised': (params) =>
    m.error_custom_own_metal_promised({
      order: text(params, 'order'),
      left: weight(Number(params.left_mg) || 0, locale.current),
      asked: weight(Number(params.asked_mg) || 0, locale.current)
    }),
  'custom.quote_expired': (params) => m.error_custom_quote_expired({ until: on(params, 'until') }),
  'custom.quote_holds': (params) => m.error_custom_quote_holds({ until: on(params, 'until') }),
  'custom.valid_until': plain(m.error_custom_valid_until),
  'custom.no_channel': plain(m.error_custom_no_channel),
  'custom.not_signed': plain(m.error_custom_not_signed),
  'custom.empty_file': plain(m.error_custom_empty_file),
  'custom.too_many_files': (params) =>
    m.error_custom_too_many_files({ most: text(params, 'most') }),
  'custom.file_unknown': plain(m.error_custom_file_unknown),
  'custom.part_unknown': plain(m.error_custom_part_unknown),
  'custom.use_unknown': plain(m.error_custom_use_unknown),
  'custom.part_code': plain(m.error_custom_part_code),
  'custom.part_not_ours': plain(m.error_custom_part_not_ours),
  'custom.part_in_cart': plain(m.error_custom_part_in_cart),
  'custom.part_not_taken': plain(m.error_custom_part_not_taken),
  'custom.supplier_unknown': plain(m.error_custom_supplier_unknown),
  'custom.person_unknown': plain(m.error_custom_person_unknown),
  'custom.purchase_unknown': plain(m.error_custom_purchase_unknown),
  'custom.part_off': plain(m.error_custom_part_off),
  'custom.part_came': plain(m.error_custom_part_came),
  'custom.part_used': plain(m.error_custom_part_used),
  'custom.use_taken_back': plain(m.error_custom_use_taken_back),
  'custom.nothing_left': plain(m.error_custom_nothing_left),
  'custom.piece_missing': plain(m.error_custom_piece_missing),
  'custom.piece_gone': plain(m.error_custom_piece_gone),
  'custom.part_gone': plain(m.error_custom_part_gone),
  'custom.part_not_here': (params) =>
    m.error_custom_part_not_here({ number: text(params, 'number') }),
  'custom.part_short': (params) =>
    m.error_custom_part_short({ number: text(params, 'number'), left: text(params, 'left') }),
  'custom.too_many_parts': (params) =>
    m.error_custom_too_many_parts({ most: text(params, 'most') }),
  'custom.balance_due': (params) =>
    m.error_custom_balance_due({ balance: amount(params, 'balance_minor') }),
  'custom.refund_due': (params) =>
    m.error_custom_refund_due({ paid: amount(params, 'paid_minor') }),
  'custom.no_printer': plain(m.error_custom_no_printer),
  'custom.not_ticketed': plain(m.error_custom_not_ticketed),
  'custom.fee': (params) => m.error_custom_fee({ most: amount(params, 'most_minor') })
};
