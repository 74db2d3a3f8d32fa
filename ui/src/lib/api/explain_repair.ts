/** The refusals of repairs and of the price list in words. */
import { day, finely, money, percent } from '#lib/format/index.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Sentence } from './explain.ts';

type Params = Record<string, unknown>;
const text = (params: Params, name: string) => String(params[name] ?? '');
const amount = (params: Params, name: string) => money(Number(params[name]) || 0, locale.current);
const grams = (params: Params, name: string) => finely(Number(params[name]) || 0, locale.current);
const on = (params: Params, name: string) => day(text(params, name), locale.current);
/** Messages whose parameters are called as the server calls them. */
const plain = (message: (params: never) => string): Sentence => message as Sentence;

const STATES: Record<string, () => string> = {
  received: m.repair_state_received,
  estimate: m.repair_state_estimate,
  awaiting_approval: m.repair_state_awaiting_approval,
  bench: m.repair_state_bench,
  vendor: m.repair_state_vendor,
  awaiting_parts: m.repair_state_awaiting_parts,
  quality_check: m.repair_state_quality_check,
  ready: m.repair_state_ready,
  collected: m.repair_state_collected,
  on_hold: m.repair_state_on_hold,
  refused: m.repair_state_refused,
  cancelled: m.repair_state_cancelled,
  abandoned: m.repair_state_abandoned
};
const state = (params: Params) => {
  const code = text(params, 'state');
  return { state: STATES[code]?.() ?? code };
};
const FIELDS: Record<string, () => string> = {
  object: m.repair_field_object,
  declared: m.repair_field_declared,
  weight: m.repair_field_weight,
  stone: m.repair_field_stone,
  piece: m.repair_field_piece,
  title: m.repair_field_title,
  price: m.repair_field_price,
  cost: m.repair_field_cost,
  minutes: m.repair_field_minutes,
  vat: m.repair_field_vat,
  metal: m.repair_field_metal,
  warranty: m.repair_field_warranty,
  commission: m.repair_field_commission,
  quantity: m.repair_field_quantity,
  width: m.repair_field_width,
  prices: m.repair_field_prices,
  ceiling: m.repair_field_ceiling,
  code: m.repair_field_code,
  title_fr: m.repair_field_title_fr,
  title_en: m.repair_field_title_en
};
const field = (params: Params) => FIELDS[text(params, 'field')]?.() ?? text(params, 'field');

export const REPAIR_SENTENCES: Record<string, Sentence> = {
  'repair.estimate_unknown': plain(m.error_repair_estimate_unknown),
  'repair.estimate_closed': plain(m.error_repair_estimate_closed),
  'repair.not_signed': plain(m.error_repair_not_signed),
  'repair.no_address': plain(m.error_repair_no_address),
  'repair.no_letter': plain(m.error_repair_no_letter),
  'tariff.overlap': (params) =>
    m.error_tariff_overlap({ first: text(params, 'first'), second: text(params, 'second') }),
  'tariff.vat_not_in_force': (params) =>
    m.error_tariff_vat_not_in_force({
      rates: (Array.isArray(params.allowed_bp) ? params.allowed_bp : [])
        .map((bp) => percent(Number(bp), locale.current))
        .join(' · ')
    }),
  'repair.no_warranty': plain(m.error_repair_no_warranty),
  'repair.redo_underway': (params) => m.error_repair_redo_underway({ code: text(params, 'code') }),
  'repair.warranty_over': (params) =>
    text(params, 'until')
      ? m.error_repair_warranty_over({ day: on(params, 'until') })
      : m.error_repair_warranty_none(),
  'promise.unknown': plain(m.error_promise_unknown),
  'promise.hours': plain(m.error_promise_hours),
  'promise.days': plain(m.error_promise_days),
  'promise.taken_back': plain(m.error_promise_taken_back),
  'promise.habit': (params) =>
    (text(params, 'field') === 'least_days'
      ? m.error_promise_least_days
      : m.error_promise_task_minutes)({
      least: text(params, 'least'),
      most: text(params, 'most')
    }),
  'repair.not_returned': plain(m.error_repair_not_returned),
  'signature.signer_missing': plain(m.error_signature_signer_missing),
  'signature.signer_too_long': (params) =>
    m.error_signature_signer_too_long({ most: text(params, 'most') }),
  'signature.not_like_that': plain(m.error_signature_not_like_that),
  'signature.side_signed': plain(m.error_signature_side_signed),
  'signature.blank': plain(m.error_signature_blank),
  'signature.not_a_drawing': plain(m.error_signature_not_a_drawing),
  'signature.drawing_unfit': plain(m.error_signature_drawing_unfit),
  'signature.unknown': plain(m.error_signature_unknown),
  'signature.withdrawn': plain(m.error_signature_withdrawn),
  'signature.no_reason': plain(m.error_signature_no_reason),
  'repair.unknown': plain(m.error_repair_unknown),
  'repair.customer_unknown': plain(m.error_repair_customer_unknown),
  'repair.no_objects': plain(m.error_repair_no_objects),
  'repair.too_many': (params) => m.error_repair_too_many({ most: text(params, 'most') }),
  'repair.field': (params) =>
    m.error_repair_field({ field: field(params), position: text(params, 'position') }),
  'repair.engraving': (params) => m.error_repair_engraving({ sign: text(params, 'sign') }),
  'repair.promised': plain(m.error_repair_promised),
  'repair.wrong_state': (params) => m.error_repair_wrong_state(state(params)),
  'repair.tasks_stand': (params) => m.error_repair_tasks_stand(state(params)),
  'repair.no_reason': plain(m.error_repair_no_reason),
  'repair.vendor_unknown': plain(m.error_repair_vendor_unknown),
  'repair.place_unknown': plain(m.error_repair_place_unknown),
  'repair.person_unknown': plain(m.error_repair_person_unknown),
  'repair.unpriced': plain(m.error_repair_unpriced),
  'repair.above_ceiling': (params) =>
    m.error_repair_above_ceiling({
      total: amount(params, 'total_minor'),
      ceiling: amount(params, 'ceiling_minor')
    }),
  'repair.approval_needed': plain(m.error_repair_approval_needed),
  'repair.estimate_expired': (params) =>
    m.error_repair_estimate_expired({ until: on(params, 'until') }),
  'repair.estimate_holds': (params) =>
    m.error_repair_estimate_holds({ until: on(params, 'until') }),
  'repair.valid_until': plain(m.error_repair_valid_until),
  'repair.no_channel': plain(m.error_repair_no_channel),
  'repair.balance_due': (params) =>
    m.error_repair_balance_due({ balance: amount(params, 'balance_minor') }),
  'repair.refund_due': (params) =>
    m.error_repair_refund_due({ paid: amount(params, 'paid_minor') }),
  'repair.fee': (params) => m.error_repair_fee({ most: amount(params, 'most_minor') }),
  'repair.not_ticketed': plain(m.error_repair_not_ticketed),
  'repair.wrong_slip': plain(m.error_repair_wrong_slip),
  'repair.envelope_shown': plain(m.error_repair_envelope_shown),
  'right.second_person': plain(m.error_right_second_person),
  'repair.no_weight': plain(m.error_repair_no_weight),
  'repair.differs': (params) =>
    m.error_repair_differs({
      gross: grams(params, 'gross_ug'),
      expected: grams(params, 'expected_ug'),
      tolerance: grams(params, 'tolerance_ug')
    }),
  'repair.stones_unseen': plain(m.repair_stones_unseen),
  'repair.not_the_same': plain(m.error_repair_not_the_same),
  'repair.too_early': (params) => m.error_repair_too_early({ from: on(params, 'from') }),
  'repair.not_notified': plain(m.error_repair_not_notified),
  'repair.no_redo': plain(m.error_repair_no_redo),
  'repair.no_printer': plain(m.error_repair_no_printer),
  'repair.photo_unknown': plain(m.error_repair_photo_unknown),
  'repair.too_many_marks': (params) =>
    m.error_repair_too_many_marks({ most: text(params, 'most') }),
  'repair.mark_outside': (params) =>
    m.error_repair_mark_outside({ position: text(params, 'position') }),
  'repair.mark_size': (params) => m.error_repair_mark_size({ position: text(params, 'position') }),
  'repair.mark_text': (params) => m.error_repair_mark_text({ position: text(params, 'position') }),
  'repair.too_many_photos': (params) =>
    m.error_repair_too_many_photos({ most: text(params, 'most') }),
  'tariff.unknown': plain(m.error_tariff_unknown),
  'tariff.code_taken': plain(m.error_tariff_code_taken),
  'tariff.field': (params) => m.error_tariff_field({ field: field(params) }),
  'commission.person_unknown': plain(m.error_commission_person_unknown),
  'commission.amount': plain(m.error_commission_amount),
  'commission.reason_missing': plain(m.error_repair_no_reason),
  'commission.id_taken': plain(m.error_id_taken),
  'customer.in_repair': plain(m.error_customer_in_repair)
};
