import type { Line } from './types.ts';

/** How much of what there was has gone, in basis points; null where that says nothing. */
export function sold({ quantity, in_stock }: Pick<Line, 'quantity' | 'in_stock'>): number | null {
  if (in_stock == null || quantity < 0 || quantity + in_stock === 0) return null;
  return Math.round((quantity * 10_000) / (quantity + in_stock));
}

/** The day as the calendar on the wall has it. */
export const isoDay = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
