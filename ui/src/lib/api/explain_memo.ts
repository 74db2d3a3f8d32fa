/** The refusals of memos and their accounts in words. */
import { money } from '#lib/format/index.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Sentence } from './explain.ts';

type Params = Record<string, unknown>;
const text = (params: Params, name: string) => String(params[name] ?? '');
/** Messages whose parameters are called as the server calls them. */
const plain = (message: (params: never) => string): Sentence => message as Sentence;

const STATES: Record<string, () => string> = {
  available: m.state_available,
  sold: m.state_sold,
  on_memo: m.state_on_memo,
  withdrawn: m.state_withdrawn,
  mounted: m.state_mounted,
  held: m.memo_line_held,
  returned: m.memo_line_returned,
  kept: m.memo_line_kept,
  invoiced: m.memo_line_invoiced,
  lost: m.memo_line_lost,
  cancelled: m.memo_line_cancelled
};
/** What a piece or a line is, inside a sentence. */
const state = (params: Params): { number: string; state: string } => {
  const code = text(params, 'state');
  const word = STATES[code]?.() ?? code;
  return { number: text(params, 'number'), state: word.toLocaleLowerCase(locale.current) };
};

export const MEMO_SENTENCES: Record<string, Sentence> = {
  'memo.unknown': plain(m.error_memo_unknown),
  'memo.party_unknown': plain(m.error_memo_party_unknown),
  'memo.due_past': plain(m.error_memo_due_past),
  'memo.due_too_far': plain(m.error_memo_due_too_far),
  'memo.no_lines': plain(m.memo_lines_needed),
  'memo.too_many': (params) => m.error_memo_too_many({ most: text(params, 'most') }),
  'memo.amount': plain(m.error_memo_amount),
  'memo.twice': plain(m.memo_twice),
  'memo.piece_unknown': plain(m.error_memo_piece_unknown),
  'memo.piece_state': (params) => m.error_memo_piece_state(state(params)),
  'memo.not_ours': plain(m.error_memo_not_ours),
  'memo.reserved': plain(m.error_memo_reserved),
  'memo.on_memo': plain(m.error_memo_on_memo),
  'memo.unknown_line': plain(m.error_memo_unknown_line),
  'memo.line_state': (params) => m.error_memo_line_state(state(params)),
  'memo.wrong_direction': plain(m.error_memo_wrong_direction),
  'memo.moved_on': (params) => m.error_memo_moved_on(state(params)),
  'memo.sell_at_till': plain(m.error_memo_sell_at_till),
  'memo.not_all_held': (params) => m.error_memo_not_all_held(state(params)),
  'memo.nothing_held': plain(m.error_memo_nothing_held),
  'memo.no_reason': plain(m.error_memo_no_reason),
  'memo.no_document': plain(m.error_memo_no_document),
  'memo.place_unknown': plain(m.error_memo_place_unknown),
  'memo.settle_amount': plain(m.error_memo_settle_amount),
  'memo.more_than_owed': (params) =>
    m.error_memo_more_than_owed({ owed: money(Number(params.owed_minor) || 0, locale.current) }),
  'memo.settle_day': plain(m.error_memo_settle_day),
  'memo.no_reference': plain(m.error_memo_no_reference),
  'memo.settlement_unknown': plain(m.error_memo_settlement_unknown),
  'memo.settlement_reversed': plain(m.error_memo_settlement_reversed),
  'memo.day_to_come': plain(m.error_memo_day_to_come),
  'customer.on_memo': plain(m.error_customer_on_memo)
};
