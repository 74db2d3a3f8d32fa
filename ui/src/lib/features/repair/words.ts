/** The words of repairs, by the codes of the server. */
import * as m from '#lib/paraglide/messages.js';

type Tone = 'plain' | 'ok' | 'warn' | 'danger' | 'accent';
type Word = { label: () => string; tone: Tone };
const unknown = (code: string): Word => ({ label: () => code, tone: 'plain' });

const STATES: Record<string, Word> = {
  received: { label: m.repair_state_received, tone: 'plain' },
  estimate: { label: m.repair_state_estimate, tone: 'plain' },
  awaiting_approval: { label: m.repair_state_awaiting_approval, tone: 'warn' },
  bench: { label: m.repair_state_bench, tone: 'accent' },
  vendor: { label: m.repair_state_vendor, tone: 'accent' },
  awaiting_parts: { label: m.repair_state_awaiting_parts, tone: 'warn' },
  quality_check: { label: m.repair_state_quality_check, tone: 'accent' },
  ready: { label: m.repair_state_ready, tone: 'ok' },
  collected: { label: m.repair_state_collected, tone: 'plain' },
  on_hold: { label: m.repair_state_on_hold, tone: 'warn' },
  refused: { label: m.repair_state_refused, tone: 'danger' },
  cancelled: { label: m.repair_state_cancelled, tone: 'danger' },
  abandoned: { label: m.repair_state_abandoned, tone: 'danger' }
};
export const stateOf = (code: string): Word => STATES[code] ?? unknown(code);
export const STATE_CODES = Object.keys(STATES);

/** The board's columns; some states share one. */
export const COLUMNS: { label: () => string; states: string[] }[] = [
  { label: m.repair_column_received, states: ['received', 'estimate'] },
  { label: m.repair_state_awaiting_approval, states: ['awaiting_approval'] },
  { label: m.repair_column_work, states: ['bench', 'awaiting_parts'] },
  { label: m.repair_state_vendor, states: ['vendor'] },
  { label: m.repair_state_quality_check, states: ['quality_check'] },
  { label: m.repair_state_ready, states: ['ready'] },
  { label: m.repair_column_aside, states: ['on_hold', 'refused', 'cancelled'] }
];

const ACTS: Record<string, () => string> = {
  begin_estimate: m.repair_act_begin_estimate,
  submit: m.repair_act_submit,
  approve: m.repair_act_approve,
  refuse: m.repair_act_refuse,
  withdraw: m.repair_act_withdraw,
  expire: m.repair_act_expire,
  start: m.repair_act_start,
  send: m.repair_act_send,
  receive: m.repair_act_receive,
  await_parts: m.repair_act_await_parts,
  check: m.repair_act_check,
  fail: m.repair_act_fail,
  pass: m.repair_act_pass,
  collect: m.repair_act_collect,
  hold: m.repair_act_hold,
  resume: m.repair_act_resume,
  cancel: m.repair_act_cancel,
  abandon: m.repair_act_abandon,
  correct: m.repair_act_correct
};
export const actWord = (code: string): string => ACTS[code]?.() ?? code;

/** What is done at once; the others say something first. */
export const AT_ONCE = [
  'begin_estimate',
  'start',
  'receive',
  'await_parts',
  'check',
  'pass',
  'resume'
];
/** What the bench does not do: it is agreed with the customer. */
export const COUNTER = ['approve', 'refuse', 'withdraw', 'expire', 'collect', 'cancel', 'abandon'];

const ENTRIES: Record<string, () => string> = {
  take_in: m.repair_entry_take_in,
  submit: m.repair_entry_submit,
  approve: m.repair_entry_approve,
  refuse: m.repair_entry_refuse,
  withdraw: m.repair_entry_withdraw,
  expire: m.repair_entry_expire,
  collect: m.repair_entry_collect,
  correct: m.repair_entry_correct,
  amended: m.repair_entry_amended,
  tasks: m.repair_entry_tasks,
  task_done: m.repair_entry_task_done,
  promised: m.repair_entry_promised,
  assigned: m.repair_entry_assigned,
  notified: m.repair_entry_notified,
  not_notified: m.repair_entry_not_notified,
  photo_off: m.repair_entry_photo_off,
  photo_marked: m.repair_entry_photo_marked,
  paid: m.repair_entry_paid,
  fee: m.repair_entry_fee,
  unpaid: m.repair_entry_unpaid,
  redo_warranty: m.repair_entry_redo_warranty,
  redo_goodwill: m.repair_entry_redo_goodwill,
  time_corrected: m.repair_entry_time_corrected,
  part_taken: m.repair_entry_part_taken,
  part_back: m.repair_entry_part_back,
  metal: m.repair_entry_metal,
  metal_back: m.repair_entry_metal_back
};
/** What happened; a move is told by where it led. */
export const entryWord = (what: string, to: string | null | undefined): string =>
  ENTRIES[what]?.() ?? (to ? stateOf(to).label() : what);

const KINDS: Record<string, () => string> = {
  sizing: m.repair_kind_sizing,
  setting: m.repair_kind_setting,
  rhodium: m.repair_kind_rhodium,
  polish: m.repair_kind_polish,
  battery: m.repair_kind_battery,
  engraving: m.repair_kind_engraving,
  solder: m.repair_kind_solder,
  cleaning: m.repair_kind_cleaning,
  stringing: m.repair_kind_stringing,
  other: m.repair_kind_other
};
export const kindWord = (code: string): string => KINDS[code]?.() ?? code;
export const kindOptions = () =>
  Object.entries(KINDS).map(([value, label]) => ({ value, label: label() }));

const CEILINGS: Record<string, () => string> = {
  none: m.repair_ceiling_none,
  do_not_exceed: m.repair_ceiling_do_not_exceed,
  call_first: m.repair_ceiling_call_first
};
export const CEILING_CODES = Object.keys(CEILINGS);
export const ceilingWord = (code: string): string => CEILINGS[code]?.() ?? code;

const CHANNELS: Record<string, () => string> = {
  signature: m.repair_channel_signature,
  counter: m.repair_channel_counter,
  phone: m.repair_channel_phone,
  email: m.repair_channel_email,
  sms: m.repair_channel_sms,
  letter: m.repair_channel_letter
};
export const channelWord = (code: string): string => CHANNELS[code]?.() ?? code;
/** At the counter nobody is notified: they are there; nor does anybody sign there what they refuse. */
export const channelOptions = (without: string[] = []) =>
  Object.entries(CHANNELS)
    .filter(([value]) => !without.includes(value))
    .map(([value, label]) => ({ value, label: label() }));

const ANSWERS: Record<string, Word> = {
  approved: { label: m.repair_answer_approved, tone: 'ok' },
  refused: { label: m.repair_answer_refused, tone: 'danger' },
  withdrawn: { label: m.repair_answer_withdrawn, tone: 'plain' },
  expired: { label: m.repair_answer_expired, tone: 'warn' }
};
export const answerOf = (code: string | null | undefined): Word =>
  code ? (ANSWERS[code] ?? unknown(code)) : { label: m.repair_answer_open, tone: 'accent' };

const TOOLS: Record<string, () => string> = {
  arrow: m.mark_arrow,
  oval: m.mark_oval,
  text: m.mark_text
};
export const toolWord = (code: string): string => TOOLS[code]?.() ?? code;

/** Neutral words to put an object together from: what is seen, nothing that is claimed. */
export const OBJECTS = [
  m.repair_object_ring,
  m.repair_object_wedding_ring,
  m.repair_object_necklace,
  m.repair_object_pendant,
  m.repair_object_bracelet,
  m.repair_object_earrings,
  m.repair_object_brooch,
  m.repair_object_watch
];
export const METALS = [
  m.repair_metal_yellow,
  m.repair_metal_white,
  m.repair_metal_rose,
  m.repair_metal_two
];
export const STONES = [
  m.repair_stone_none,
  m.repair_stone_white,
  m.repair_stone_whites,
  m.repair_stone_colour,
  m.repair_stone_colours
];
