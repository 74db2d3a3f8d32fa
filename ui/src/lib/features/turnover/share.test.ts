import { expect, it } from 'vitest';
import { isoDay, sold } from './share.ts';

it('says how much of what there was has gone', () => {
  for (const [quantity, in_stock, bp] of [
    [1, 3, 2_500],
    [2, 0, 10_000],
    [0, 5, 0],
    [0, 0, null],
    [-1, 4, null],
    [3, null, null]
  ] as const) {
    expect(sold({ quantity, in_stock })).toBe(bp);
  }
});

it('names a day by the wall, not by Greenwich', () => {
  expect(isoDay(new Date(2026, 0, 5, 0, 30))).toBe('2026-01-05');
  expect(isoDay(new Date(2026, 10, 22, 23, 59))).toBe('2026-11-22');
});
