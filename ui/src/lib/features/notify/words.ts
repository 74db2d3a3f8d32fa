/** The words of messages, by the codes of the server. */
import * as m from '#lib/paraglide/messages.js';

type Tone = 'plain' | 'ok' | 'warn' | 'danger' | 'accent';
type Word = { label: () => string; tone: Tone };

const STATES: Record<string, Word> = {
  queued: { label: m.notify_state_queued, tone: 'plain' },
  sending: { label: m.notify_state_sending, tone: 'accent' },
  sent: { label: m.notify_state_sent, tone: 'ok' },
  delivered: { label: m.notify_state_delivered, tone: 'ok' },
  failed: { label: m.notify_state_failed, tone: 'danger' },
  unsure: { label: m.notify_state_unsure, tone: 'warn' },
  cancelled: { label: m.notify_state_cancelled, tone: 'plain' },
  expired: { label: m.notify_state_expired, tone: 'danger' }
};
export const stateOf = (code: string): Word => STATES[code] ?? { label: () => code, tone: 'plain' };
export const STATE_CODES = Object.keys(STATES);

const EVENTS: Record<string, () => string> = {
  received: m.notify_event_received,
  estimate_ready: m.notify_event_estimate_ready,
  ready: m.notify_event_ready,
  promise_moved: m.notify_event_promise_moved,
  still_waiting: m.notify_event_still_waiting,
  quote_sent: m.notify_event_quote_sent,
  quote_expiring: m.notify_event_quote_expiring,
  production_begun: m.notify_event_production_begun,
  order_ready: m.notify_event_order_ready,
  order_waiting: m.notify_event_order_waiting,
  order_cancelled: m.notify_event_order_cancelled,
  certificate_ready: m.notify_event_certificate_ready,
  test: m.notify_event_test
};
export const eventWord = (code: string): string => EVENTS[code]?.() ?? code;
/** What customers are told of, by the kind of work. */
export const TOLD: { label: () => string; events: string[] }[] = [
  {
    label: m.notify_group_repair,
    events: ['received', 'estimate_ready', 'ready', 'promise_moved', 'still_waiting']
  },
  {
    label: m.notify_group_custom,
    events: [
      'quote_sent',
      'quote_expiring',
      'production_begun',
      'order_ready',
      'order_waiting',
      'order_cancelled'
    ]
  },
  { label: m.notify_group_appraisal, events: ['certificate_ready'] }
];
export const EVENT_CODES = Object.keys(EVENTS);

const CHANNELS: Record<string, () => string> = {
  email: m.notify_channel_email,
  sms: m.notify_channel_sms
};
export const channelWord = (code: string): string => CHANNELS[code]?.() ?? code;

const ACTS: Record<string, () => string> = {
  retry: m.notify_act_retry,
  confirm: m.notify_act_confirm,
  readdress: m.notify_act_readdress,
  again: m.notify_act_again,
  cancel: m.notify_act_cancel
};
export const actWord = (code: string): string => ACTS[code]?.() ?? code;

const HAPPENED: Record<string, () => string> = {
  queue: m.notify_did_queue,
  claim: m.notify_did_claim,
  accept: m.notify_did_accept,
  delay: m.notify_did_delay,
  refuse: m.notify_did_refuse,
  lose: m.notify_did_lose,
  deliver: m.notify_did_deliver,
  bounce: m.notify_did_bounce,
  give_up: m.notify_did_give_up,
  expire: m.notify_did_expire,
  overtake: m.notify_did_overtake,
  retry: m.notify_did_retry,
  cancel: m.notify_did_cancel,
  confirm: m.notify_did_confirm,
  readdress: m.notify_did_readdress,
  again: m.notify_did_again
};
export const happenedWord = (code: string): string => HAPPENED[code]?.() ?? code;

const PROBLEMS: Record<string, () => string> = {
  unreached: m.notify_problem_unreached,
  slow: m.notify_problem_slow,
  cut: m.notify_problem_cut,
  no_smtp: m.notify_problem_no_smtp,
  no_tls: m.notify_problem_no_tls,
  tls: m.notify_problem_tls,
  certificate: m.notify_problem_certificate,
  certificate_expired: m.notify_problem_certificate_expired,
  certificate_not_yet: m.notify_problem_certificate_not_yet,
  certificate_name: m.notify_problem_certificate_name,
  certificate_unknown: m.notify_problem_certificate_unknown,
  certificate_revoked: m.notify_problem_certificate_revoked,
  certificate_own: m.notify_problem_certificate_own,
  refused: m.notify_problem_refused,
  login_refused: m.notify_problem_login_refused,
  sender_refused: m.notify_problem_sender_refused,
  recipient_refused: m.notify_problem_recipient_refused,
  message_refused: m.notify_problem_message_refused,
  address: m.notify_problem_address,
  later: m.notify_problem_later,
  not_set_up: m.notify_problem_not_set_up,
  not_delivered: m.notify_problem_not_delivered,
  document: m.notify_problem_document,
  program_ended: m.notify_problem_program_ended,
  modem_absent: m.notify_problem_modem_absent,
  modem_busy: m.notify_problem_modem_busy,
  modem_permission: m.notify_problem_modem_permission,
  modem_silent: m.notify_problem_modem_silent,
  modem_wrong: m.notify_problem_modem_wrong,
  modem_refused: m.notify_problem_modem_refused,
  sim_absent: m.notify_problem_sim_absent,
  pin_needed: m.notify_problem_pin_needed,
  pin_wrong: m.notify_problem_pin_wrong,
  puk_needed: m.notify_problem_puk_needed,
  no_network: m.notify_problem_no_network,
  network_refused: m.notify_problem_network_refused,
  no_centre: m.notify_problem_no_centre,
  sms_barred: m.notify_problem_sms_barred,
  network_later: m.notify_problem_network_later,
  number_refused: m.notify_problem_number_refused,
  partial: m.notify_problem_partial,
  gateway_unreached: m.notify_problem_gateway_unreached,
  gateway_wrong: m.notify_problem_gateway_wrong,
  gateway_later: m.notify_problem_gateway_later,
  gateway_refused: m.notify_problem_gateway_refused,
  gateway_failed: m.notify_problem_gateway_failed,
  gateway_unread: m.notify_problem_gateway_unread,
  gateway_forgot: m.notify_problem_gateway_forgot,
  never_reported: m.notify_problem_never_reported,
  key_refused: m.notify_problem_key_refused,
  no_credit: m.notify_problem_no_credit
};
export const problemWord = (code: string): string => PROBLEMS[code]?.() ?? code;

const CHOICES: Record<string, () => string> = {
  any: m.notify_choice_any,
  email: m.notify_choice_email,
  sms: m.notify_choice_sms,
  none: m.notify_choice_none
};
export const choices = () =>
  Object.entries(CHOICES).map(([value, label]) => ({ value, label: label() }));

const BLANKS: Record<string, () => string> = {
  customer: m.notify_blank_customer,
  shop: m.notify_blank_shop,
  shop_phone: m.notify_blank_shop_phone,
  slip: m.notify_blank_slip,
  object: m.notify_blank_object,
  promised_on: m.notify_blank_promised_on,
  amount: m.notify_blank_amount,
  valid_until: m.notify_blank_valid_until,
  balance: m.notify_blank_balance,
  days: m.notify_blank_days,
  number: m.notify_blank_number,
  total: m.notify_blank_total,
  deposit: m.notify_blank_deposit
};
export const blankWord = (code: string): string => BLANKS[code]?.() ?? code;

/** Where the work that a message is about is shown. */
export function sheetOf(one: {
  about_kind?: string | null;
  about_id?: string | null;
  sheet_id?: string | null;
}): { href: string; label: string } | null {
  if (!one.sheet_id) return null;
  switch (one.about_kind) {
    case 'repair':
      return { href: `/office/repair/${one.sheet_id}`, label: m.notify_open_repair() };
    case 'job':
      return {
        href: `/office/repair/${one.sheet_id}?job=${one.about_id}`,
        label: m.notify_open_repair()
      };
    case 'custom':
      return { href: `/office/custom/${one.sheet_id}`, label: m.notify_open_custom() };
    case 'appraisal':
      return { href: `/office/appraisal/${one.sheet_id}`, label: m.notify_open_appraisal() };
    default:
      return null;
  }
}
