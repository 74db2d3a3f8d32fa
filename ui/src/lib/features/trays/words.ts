/** The words of trays and their counts, by the codes of the server. */
import * as m from '#lib/paraglide/messages.js';
import type { Occasion, TrayCount } from './types.ts';

type Tone = 'plain' | 'ok' | 'warn' | 'danger' | 'accent';

export const OCCASIONS: { value: Occasion; label: () => string }[] = [
  { value: 'opening', label: m.tray_opening },
  { value: 'closing', label: m.tray_closing },
  { value: 'other', label: m.tray_other }
];
export const occasionWord = (code: string): string =>
  OCCASIONS.find(({ value }) => value === code)?.label() ?? code;

const STATUSES: Record<string, { label: () => string; tone: Tone }> = {
  found: { label: m.tray_found, tone: 'ok' },
  missing: { label: m.tray_one_missing, tone: 'danger' },
  unexpected: { label: m.tray_one_unexpected, tone: 'warn' },
  left: { label: m.tray_left, tone: 'plain' },
  arrived: { label: m.tray_arrived, tone: 'plain' },
  reserved: { label: m.tray_reserved, tone: 'plain' }
};
export const statusOf = (code: string) =>
  STATUSES[code] ?? { label: () => code, tone: 'plain' as const };

/** How a count came out, in a word or two. */
export function outcomeOf(count: TrayCount): { label: string; tone: Tone } {
  if (count.state === 'cancelled') return { label: m.tray_cancelled(), tone: 'plain' };
  if (count.state === 'corrected') return { label: m.tray_corrected(), tone: 'plain' };
  if (count.missing === 0 && count.unexpected === 0)
    return { label: m.tray_complete(), tone: 'ok' };
  return { label: differenceWord(count.counted - count.expected), tone: 'danger' };
}

/** `+1`, `−2`; a difference in kind where the number is right. */
export const differenceWord = (off: number): string =>
  off === 0 ? m.tray_off_kind() : m.tray_off({ number: off > 0 ? `+${off}` : `−${Math.abs(off)}` });
