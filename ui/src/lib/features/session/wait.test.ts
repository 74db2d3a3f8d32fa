import { expect, it } from 'vitest';
import { waitUntil } from './wait.ts';

const NOW = Date.parse('2026-11-22T10:00:00Z');

it.each([
  [{ wrong_pins: 1, wait_s: 0 }, null],
  [{ wrong_pins: 5, wait_s: 30 }, NOW + 30_000],
  [{ until: '2026-11-22T10:00:42Z' }, NOW + 42_000],
  [{ until: '2026-11-22T09:59:00Z' }, null],
  [{ until: 'soon' }, null],
  [{}, null]
])('%j', (params, expected) => {
  expect(waitUntil(params, NOW)).toBe(expected);
});
