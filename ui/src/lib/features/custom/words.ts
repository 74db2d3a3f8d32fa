/** The words of custom work, by the codes of the server. */
import * as m from '#lib/paraglide/messages.js';

type Tone = 'plain' | 'ok' | 'warn' | 'danger' | 'accent';
type Word = { label: () => string; tone: Tone };

const STATES: Record<string, Word> = {
  enquiry: { label: m.custom_state_enquiry, tone: 'plain' },
  design: { label: m.custom_state_design, tone: 'accent' },
  quoted: { label: m.custom_state_quoted, tone: 'warn' },
  approved: { label: m.custom_state_approved, tone: 'ok' },
  production: { label: m.custom_state_production, tone: 'accent' },
  ready: { label: m.custom_state_ready, tone: 'ok' },
  delivered: { label: m.custom_state_delivered, tone: 'plain' },
  on_hold: { label: m.custom_state_on_hold, tone: 'warn' },
  refused: { label: m.custom_state_refused, tone: 'danger' },
  cancelled: { label: m.custom_state_cancelled, tone: 'danger' }
};
export const STATE_CODES = Object.keys(STATES);
export const stateOf = (code: string): Word => STATES[code] ?? { label: () => code, tone: 'plain' };

const ACTS: Record<string, () => string> = {
  begin_design: m.custom_act_begin_design,
  send: m.custom_act_send,
  approve: m.custom_act_approve,
  refuse: m.custom_act_refuse,
  withdraw: m.custom_act_withdraw,
  expire: m.custom_act_expire,
  revise: m.custom_act_revise,
  produce: m.custom_act_produce,
  finish: m.custom_act_finish,
  rework: m.custom_act_rework,
  deliver: m.custom_act_deliver,
  hold: m.custom_act_hold,
  resume: m.custom_act_resume,
  cancel: m.custom_act_cancel,
  correct: m.custom_act_correct
};
export const actWord = (code: string): string => ACTS[code]?.() ?? code;

/** What is done at once; the others say something first. */
export const AT_ONCE = ['begin_design', 'produce', 'resume'];
/** The step that comes next in each state. */
export const ALONG = ['resume', 'begin_design', 'approve', 'produce', 'finish', 'deliver'];
/** What puts an order aside or back: last in the menu. */
export const ASIDE = ['hold', 'correct', 'cancel'];
/** What the bench does not do: it is agreed with the customer. */
export const COUNTER = [
  'send',
  'approve',
  'refuse',
  'withdraw',
  'expire',
  'revise',
  'deliver',
  'cancel',
  'correct'
];
export const NEEDS_REASON = ['hold', 'cancel', 'correct', 'revise', 'rework', 'unsign'];

const ENTRIES: Record<string, () => string> = {
  create: m.custom_entry_create,
  send: m.custom_entry_send,
  approve: m.custom_entry_approve,
  refuse: m.custom_entry_refuse,
  withdraw: m.custom_entry_withdraw,
  expire: m.custom_entry_expire,
  revise: m.custom_entry_revise,
  rework: m.custom_entry_rework,
  deliver: m.custom_entry_deliver,
  correct: m.custom_entry_correct,
  amended: m.custom_entry_amended,
  paid: m.custom_entry_paid,
  unpaid: m.custom_entry_unpaid,
  fee: m.custom_entry_fee,
  file: m.custom_entry_file,
  file_off: m.custom_entry_file_off,
  file_back: m.custom_entry_file_back,
  part: m.custom_entry_part,
  part_off: m.custom_entry_part_off,
  part_back: m.custom_entry_part_back,
  used: m.custom_entry_used,
  use_back: m.custom_entry_use_back,
  notified: m.custom_entry_notified,
  not_notified: m.custom_entry_not_notified
};
/** What happened; a move is told by where it led. */
export const entryWord = (what: string, to: string | null | undefined): string =>
  ENTRIES[what]?.() ?? (to ? stateOf(to).label() : what);

const KINDS: Record<string, () => string> = {
  metal: m.custom_line_metal,
  stone: m.custom_line_stone,
  labour: m.custom_line_labour,
  other: m.custom_line_other
};
export const KIND_CODES = Object.keys(KINDS);
export const kindWord = (code: string): string => KINDS[code]?.() ?? code;

const CHANNELS: Record<string, () => string> = {
  signature: m.custom_channel_signature,
  counter: m.custom_channel_counter,
  phone: m.custom_channel_phone,
  email: m.custom_channel_email,
  sms: m.custom_channel_sms,
  letter: m.custom_channel_letter
};
export const channelWord = (code: string): string => CHANNELS[code]?.() ?? code;
export const channelOptions = () =>
  Object.entries(CHANNELS).map(([value, label]) => ({ value, label: label() }));

const ANSWERS: Record<string, Word> = {
  approved: { label: m.custom_answer_approved, tone: 'ok' },
  refused: { label: m.custom_answer_refused, tone: 'danger' },
  withdrawn: { label: m.custom_answer_withdrawn, tone: 'plain' },
  expired: { label: m.custom_answer_expired, tone: 'warn' }
};
export const answerOf = (code: string): Word =>
  ANSWERS[code] ?? { label: () => code, tone: 'plain' };

const PARTS: Record<string, { label: () => string; short: () => string }> = {
  piece: { label: m.making_kind_piece, short: m.making_short_piece },
  article: { label: m.making_kind_article, short: m.making_short_article },
  awaited: { label: m.making_kind_awaited, short: m.making_short_awaited },
  metal: { label: m.making_kind_metal, short: m.making_short_metal },
  labour: { label: m.making_kind_labour, short: m.making_short_labour },
  outside: { label: m.making_kind_outside, short: m.making_short_outside }
};
export const PART_KINDS = Object.keys(PARTS);
export const partKind = (code: string): string => PARTS[code]?.label() ?? code;
export const partShort = (code: string): string => PARTS[code]?.short() ?? code;

/** How far a line of the list is. */
export function partState(part: { kind: string; quantity: number; used: number }): Word {
  if (part.used === 0) {
    if (part.kind === 'piece' || part.kind === 'article')
      return { label: m.making_state_kept, tone: 'accent' };
    if (part.kind === 'awaited') return { label: m.making_state_waiting, tone: 'warn' };
    return { label: m.making_state_planned, tone: 'plain' };
  }
  if (part.kind === 'article' && part.used < part.quantity)
    return { label: m.making_state_begun, tone: 'accent' };
  return { label: m.making_state_used, tone: 'ok' };
}

const METALS: Record<string, () => string> = {
  gold: m.bench_metal_gold,
  silver: m.bench_metal_silver,
  platinum: m.bench_metal_platinum,
  palladium: m.bench_metal_palladium
};
export const METAL_CODES = Object.keys(METALS);
export const metalName = (code: string): string => METALS[code]?.() ?? code;
