/** What the lines of the workshop's reports are called, and how long things took. */
import { count, duration, percent } from '#lib/format/index.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';
import { kindWord, stateOf } from '../repair/words.ts';
import type { Named, WorkshopKey } from './types.ts';

const GROUPS: Record<string, () => string> = {
  fee: m.workshop_key_fee,
  kept: m.workshop_key_kept,
  appraisal: m.workshop_key_appraisal,
  custom: m.workshop_key_custom,
  other: m.workshop_key_other
};

/** A line's name; null where nobody said what it is. */
export function keyWord({ group, name }: WorkshopKey): string | null {
  const word = name ?? '';
  if (group === 'none') return null;
  if (group === 'kind') return kindWord(word);
  if (group === 'stage') return stateOf(word).label();
  if (group === 'vendor') return m.workshop_key_vendor({ name: word });
  return GROUPS[group]?.() ?? word;
}

/** A report whose lines know their names. */
export function withNames<
  L extends { of?: WorkshopKey | null },
  R extends { lines: L[]; total: L }
>(report: R): Omit<R, 'lines' | 'total'> & { lines: Named<L>[]; total: Named<L> } {
  const named = (line: L): Named<L> => ({ ...line, key: line.of ? keyWord(line.of) : null });
  return { ...report, lines: report.lines.map(named), total: named(report.total) };
}

/** Minutes as the calendar counts them; nothing where nothing was timed. */
export const took = (minutes: number, of: number): string =>
  of === 0 ? '' : duration(minutes, locale.current);
export const days = (number: number, of: number): string =>
  of === 0 ? '' : duration(number * 1_440, locale.current);

/** A share of a whole, in basis points; null of nothing. */
export const shareOf = (part: number, whole: number): number | null =>
  whole > 0 ? Math.round((part * 10_000) / whole) : null;
export function shareWord(part: number, whole: number): string {
  const bp = shareOf(part, whole);
  return bp === null ? '' : percent(Math.round(bp / 10) * 10, locale.current);
}
export const number = (value: number): string => count(value, locale.current);
