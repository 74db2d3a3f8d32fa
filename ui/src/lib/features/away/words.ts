/** The words of what is away, by the codes of the server. */
import * as m from '#lib/paraglide/messages.js';
import type { AwayLine } from './types.ts';

const KINDS: Record<string, () => string> = {
  bench: m.away_bench,
  supplier: m.away_supplier,
  customer: m.away_customer,
  tray: m.away_tray
};
export const kindWord = (code: string): string => KINDS[code]?.() ?? code;

export const daysWord = (line: AwayLine): string =>
  line.kind === 'tray' ? m.away_nights({ number: line.days }) : m.away_days({ number: line.days });
