/** The words of a stocktake, by the codes of the server. */
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Action, Status, Stocktake, StocktakeLine } from './types.ts';

type Tone = 'plain' | 'ok' | 'warn' | 'danger' | 'accent';

/** In the order in which they stand on the screen. */
export const STATUSES: { status: Status; label: () => string; tone: Tone }[] = [
  { status: 'missing', label: m.stocktake_missing, tone: 'danger' },
  { status: 'found', label: m.stocktake_found, tone: 'ok' },
  { status: 'elsewhere', label: m.stocktake_elsewhere, tone: 'warn' },
  { status: 'unexpected', label: m.stocktake_unexpected, tone: 'warn' },
  { status: 'left', label: m.stocktake_left, tone: 'plain' },
  { status: 'arrived', label: m.stocktake_arrived, tone: 'plain' },
  { status: 'excluded', label: m.stocktake_excluded, tone: 'plain' }
];

export const statusWord = (status: string): string =>
  STATUSES.find((one) => one.status === status)?.label() ?? status;
export const toneOf = (status: string): Tone =>
  STATUSES.find((one) => one.status === status)?.tone ?? 'plain';

const ONE: Record<string, () => string> = {
  found: m.stocktake_one_found,
  missing: m.stocktake_one_missing,
  elsewhere: m.stocktake_one_elsewhere,
  unexpected: m.stocktake_one_unexpected,
  left: m.stocktake_one_left,
  arrived: m.stocktake_one_arrived,
  excluded: m.stocktake_one_excluded
};
/** What the count says of one piece. */
export const oneWord = (status: string): string => ONE[status]?.() ?? status;

const WHY: Record<string, () => string> = {
  reserved: m.stocktake_why_reserved,
  on_memo: m.stocktake_why_on_memo,
  bench: m.stocktake_why_bench,
  sold: m.stocktake_why_sold,
  moved: m.stocktake_why_moved,
  withdrawn: m.stocktake_why_withdrawn,
  count_missing: m.stocktake_why_withdrawn,
  mounted: m.stocktake_why_mounted,
  other_scope: m.stocktake_why_other_scope,
  article: m.stocktake_why_article,
  unknown: m.stocktake_why_unknown
};
export const whyWord = (why: string): string => WHY[why]?.() ?? why;

const ACTIONS: Record<string, () => string> = {
  write_off: m.stocktake_write_off,
  move: m.stocktake_move,
  bring_back: m.stocktake_bring_back,
  leave: m.stocktake_leave
};
export const actionWord = (action: string): string => ACTIONS[action]?.() ?? action;

/** What can be decided of a line. */
export function actionsOf(line: StocktakeLine): Action[] {
  if (line.status === 'missing') return ['write_off', 'leave'];
  if (line.status === 'elsewhere') return ['move', 'leave'];
  if (line.status !== 'unexpected') return [];
  return line.why === 'withdrawn' ? ['bring_back', 'leave'] : ['leave'];
}

const STATES: Record<string, { label: () => string; tone: Tone }> = {
  preparing: { label: m.stocktake_preparing, tone: 'plain' },
  counting: { label: m.stocktake_counting, tone: 'accent' },
  closed: { label: m.stocktake_closed, tone: 'ok' },
  cancelled: { label: m.stocktake_cancelled, tone: 'plain' }
};
export const stateOf = (state: string) =>
  STATES[state] ?? { label: () => state, tone: 'plain' as const };

/** What is counted, in the language of the screen. */
export const scopeOf = (of: Stocktake): string => {
  if (of.scope === 'all') return m.stocktake_scope_all();
  return locale.current === 'fr' ? of.scope_fr : of.scope_en;
};
