/** The words of memos, by the codes of the server. */
import * as m from '#lib/paraglide/messages.js';
import type { Act } from './types.ts';

type Tone = 'plain' | 'ok' | 'warn' | 'danger' | 'accent';
type Word = { label: () => string; tone: Tone };
const unknown = (code: string): Word => ({ label: () => code, tone: 'plain' });

const KINDS: Record<string, () => string> = {
  memo: m.memo_kind_memo,
  consignment: m.memo_kind_consignment
};
export const KIND_CODES = Object.keys(KINDS);
export const kindWord = (code: string): string => KINDS[code]?.() ?? code;

const DIRECTIONS: Record<string, () => string> = { in: m.memo_in, out: m.memo_out };
export const directionWord = (code: string): string => DIRECTIONS[code]?.() ?? code;

const STATES: Record<string, Word> = {
  open: { label: m.memo_open, tone: 'accent' },
  settled: { label: m.memo_settled, tone: 'ok' },
  cancelled: { label: m.memo_cancelled, tone: 'plain' }
};
export const stateOf = (code: string): Word => STATES[code] ?? unknown(code);

const LINES: Record<string, Word> = {
  held: { label: m.memo_line_held, tone: 'accent' },
  returned: { label: m.memo_line_returned, tone: 'plain' },
  sold: { label: m.memo_line_sold, tone: 'ok' },
  kept: { label: m.memo_line_kept, tone: 'ok' },
  invoiced: { label: m.memo_line_invoiced, tone: 'ok' },
  lost: { label: m.memo_line_lost, tone: 'danger' },
  cancelled: { label: m.memo_line_cancelled, tone: 'plain' }
};
export const lineOf = (code: string): Word => LINES[code] ?? unknown(code);

const ENTRIES: Record<string, () => string> = {
  opened: m.memo_entry_opened,
  returned: m.memo_entry_returned,
  sold: m.memo_entry_sold,
  sale_undone: m.memo_entry_sale_undone,
  kept: m.memo_entry_kept,
  invoiced: m.memo_entry_invoiced,
  lost: m.memo_entry_lost,
  corrected: m.memo_entry_corrected,
  cancelled: m.memo_entry_cancelled,
  due_changed: m.memo_entry_due_changed,
  chased: m.memo_entry_chased
};
export const entryWord = (code: string): string => ENTRIES[code]?.() ?? code;

const ACTS: Record<Act, () => string> = {
  return: m.memo_act_return,
  keep: m.memo_act_keep,
  invoice: m.memo_act_invoice,
  lose: m.memo_act_lose
};
export const actWord = (act: Act): string => ACTS[act]();
/** What can be done with held lines. */
export const actsOf = (direction: string): Act[] =>
  direction === 'in' ? ['return', 'keep', 'lose'] : ['return', 'invoice', 'lose'];

const MEANS: Record<string, () => string> = {
  transfer: m.memo_means_transfer,
  cheque: m.memo_means_cheque,
  card: m.memo_means_card,
  cash: m.memo_means_cash,
  offset: m.memo_means_offset
};
export const meansWord = (code: string): string => MEANS[code]?.() ?? code;
export const meansOptions = () =>
  Object.entries(MEANS).map(([value, label]) => ({ value, label: label() }));
