/** The evening's count as it is typed, and as the wire wants it. */
import type { Count, CountedTender } from './types.ts';

/** What is counted beside the drawer. Nothing typed is nothing there. */
export type TenderTally = {
  card: number | null;
  cheque: number | null;
  /** How many cheques, as typed. */
  cheques: string;
  transfer: number | null;
};

export const EMPTY_TALLY: TenderTally = { card: null, cheque: null, cheques: '', transfer: null };

/** A whole number, nothing being nought; null for anything else. */
export function wholeNumber(text: string): number | null {
  const tight = text.trim();
  if (tight === '') return 0;
  return /^\d{1,5}$/.test(tight) ? Number(tight) : null;
}

export const counted = (tally: TenderTally): CountedTender[] => [
  { tender: 'card', amount_minor: tally.card ?? 0 },
  {
    tender: 'cheque',
    amount_minor: tally.cheque ?? 0,
    count: wholeNumber(tally.cheques) ?? 0
  },
  { tender: 'transfer', amount_minor: tally.transfer ?? 0 }
];

/** The drawer as the wire wants it: only what was counted. */
export const tally = (counts: Record<number, number>): Count[] =>
  Object.entries(counts)
    .map(([value, count]) => ({ value_minor: Number(value), count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.value_minor - a.value_minor);

/** The means of payment that a refusal calls off, never by how much; null where it is another. */
export function differencesOf(params: Record<string, unknown>): string[] | null {
  return Array.isArray(params.tenders) ? (params.tenders as string[]) : null;
}
