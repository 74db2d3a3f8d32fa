import { expect, it } from 'vitest';
import { blankItem, blankPart, change, itemTotal, total, totalBefore } from './draft.ts';
import type { AppraisalDraft, AppraisalPart } from './types.ts';

const part = (value_minor: number | null, before_minor: number | null = null): AppraisalPart => ({
  ...blankPart(),
  value_minor,
  before_minor
});
const draft = (...items: AppraisalPart[][]) =>
  ({ items: items.map((parts) => ({ ...blankItem(), parts })) }) as AppraisalDraft;

it('adds up what has a value', () => {
  const of = draft([part(24_600), part(null)], [part(1)]);
  expect(of.items.map(itemTotal)).toEqual([24_600, 1]);
  expect(total(of)).toBe(24_601);
});

it('has no total before where it replaces nothing', () => {
  expect(totalBefore(draft([part(5)]))).toBeNull();
  expect(totalBefore(draft([part(5, 4), part(6)], [part(null, 3)]))).toBe(7);
});

it.each([
  [20_000, 30_000, 5_000],
  [30_000, 20_000, -3_333],
  [0, 5, null]
])('from %i to %i is %j', (before, now, expected) => expect(change(before, now)).toBe(expected));
