/** The refusals of messages in words. */
import * as m from '#lib/paraglide/messages.js';
import type { Sentence } from './explain.ts';

type Params = Record<string, unknown>;
const text = (params: Params, name: string) => String(params[name] ?? '');
const plain = (message: () => string): Sentence => message as Sentence;

/** What stands in braces as it is, whatever the sentence is in. */
const BLANKS = { to: '{to}', number: '{number}', text: '{text}' };
const FIELDS: Record<string, () => string> = {
  host: m.error_notify_host,
  port: m.error_notify_port,
  from: m.error_notify_from,
  login: m.error_notify_login,
  password: m.error_notify_password,
  certificate: m.error_notify_certificate,
  quiet: m.error_notify_quiet,
  remind: m.error_notify_remind,
  quote: m.error_notify_quote,
  term: m.error_notify_term,
  control: m.error_notify_control,
  modem: m.error_notify_modem,
  pin: m.error_notify_pin,
  url: m.error_notify_url,
  header: m.error_notify_header,
  key: m.error_notify_key,
  fields: m.error_notify_fields,
  fields_missing: () => m.error_notify_fields_missing(BLANKS),
  reference: m.error_notify_reference,
  status_url: m.error_notify_status_url,
  status_at: m.error_notify_reference,
  states: m.error_notify_states,
  status_hours: m.error_notify_status_hours
};
const is = (params: Params, channel: string) => text(params, 'channel') === channel;

export const NOTIFY_SENTENCES: Record<string, Sentence> = {
  'notify.unknown': plain(m.error_notify_unknown),
  'notify.about_unknown': plain(m.error_notify_unknown),
  'notify.id_taken': plain(m.error_notify_id_taken),
  'notify.state': plain(m.error_notify_state),
  'notify.repeated': plain(m.error_notify_repeated),
  'notify.address': (params) =>
    is(params, 'sms') ? m.error_notify_number() : m.error_notify_email(),
  'notify.not_set_up': (params) =>
    is(params, 'sms') ? m.error_notify_no_sms() : m.error_notify_no_mail(),
  'notify.customer_unknown': plain(m.error_notify_customer_unknown),
  'notify.blank': (params) => m.error_notify_blank({ name: `{${text(params, 'name')}}` }),
  'notify.brace': () => m.error_notify_brace({ open: '{', close: '}' }),
  'notify.too_long': (params) =>
    text(params, 'most') === '0'
      ? m.error_notify_no_subject()
      : m.error_notify_too_long({ most: text(params, 'most') }),
  'notify.empty': plain(m.error_notify_empty),
  'notify.field': (params) => FIELDS[text(params, 'field')]?.() ?? m.error_notify_field()
};
