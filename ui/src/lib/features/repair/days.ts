/** Days as the wire writes them, `2026-11-24`, counted without a clock's zone. */
const NOON = 'T12:00:00Z';
const DAY_MS = 24 * 3_600_000;

export const plus = (day: string, days: number): string =>
  new Date(Date.parse(day + NOON) + days * DAY_MS).toISOString().slice(0, 10);

/** The Monday of its week. */
export const weekStart = (day: string): string =>
  plus(day, -((new Date(day + NOON).getUTCDay() + 6) % 7));

export const startOfMonth = (day: string): string => `${day.slice(0, 7)}-01`;
