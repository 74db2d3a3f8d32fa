import { describe, expect, it } from 'vitest';
import { cashTaken, change, givenBack, neighbour, prepare, proposed, remaining } from './tender.ts';
import type { Method } from './tender.ts';
import type { Payment } from './types.ts';

const LIMIT = { taken: 0, limit: 100_000 };
const pay = (method: Method, typed: number | null, left: number, cash = LIMIT) =>
  prepare('p', method, typed, left, cash);

describe('tender', () => {
  it.each<[Method, number | null, number, unknown]>([
    ['cash', 5_000, 5_000, { amount_minor: 5_000, given_minor: 5_000 }],
    ['cash', 10_000, 5_000, { amount_minor: 5_000, given_minor: 10_000 }],
    ['cash', 2_000, 5_000, { amount_minor: 2_000, given_minor: 2_000 }],
    ['card', 5_000, 5_000, { amount_minor: 5_000 }],
    ['cash', -5_000, -5_000, { amount_minor: -5_000 }],
    ['card', -2_000, -5_000, { amount_minor: -2_000 }]
  ])('%s of %s towards %s', (method, typed, left, expected) => {
    expect(pay(method, typed, left)).toEqual({
      id: 'p',
      tender: method,
      ...(expected as Partial<Payment>)
    });
  });

  it.each<[Method, number | null, number, string]>([
    ['card', null, 5_000, 'nothing'],
    ['card', 0, 5_000, 'nothing'],
    ['cash', 100, 0, 'nothing'],
    ['card', 5_001, 5_000, 'too_much'],
    ['cash', -6_000, -5_000, 'too_much'],
    ['cash', -100, 5_000, 'sign'],
    ['cash', 100, -5_000, 'sign'],
    ['cash', 100_001, 200_000, 'cash_limit'],
    ['cash', -100_001, -200_000, 'cash_limit']
  ])('%s of %s towards %s is refused: %s', (method, typed, left, expected) => {
    expect(pay(method, typed, left)).toBe(expected);
  });

  it('gives money back the way it came', () => {
    const came = [
      { tender: 'card', amount_minor: 100_000 },
      { tender: 'cash', amount_minor: 29_000 }
    ];
    expect(givenBack(-129_000, came, [])).toEqual({ method: 'card', minor: -100_000 });
    const card = { id: 'p', tender: 'card', amount_minor: -100_000 };
    expect(givenBack(-29_000, came, [card])).toEqual({ method: 'cash', minor: -29_000 });
    // Less comes back than was paid; or more than anything explains.
    expect(givenBack(-5_000, came, [])).toEqual({ method: 'card', minor: -5_000 });
    expect(givenBack(-5_000, [], [])).toEqual({ method: 'cash', minor: -5_000 });
  });

  it('adds up the cash limit over several payments', () => {
    expect(pay('cash', 40_001, 140_000, { taken: 60_000, limit: 100_000 })).toBe('cash_limit');
    expect(pay('cash', 40_000, 140_000, { taken: 60_000, limit: 100_000 })).toMatchObject({
      amount_minor: 40_000
    });
  });

  it('counts only what is kept against the limit, not the note handed over', () => {
    expect(pay('cash', 120_000, 99_000)).toMatchObject({
      amount_minor: 99_000,
      given_minor: 120_000
    });
  });

  it('keeps a reference for what has one', () => {
    expect(prepare('p', 'card', 5, 5, LIMIT, ' 004217 ')).toMatchObject({ reference: '004217' });
    expect(prepare('p', 'cash', 5, 5, LIMIT, '004217')).not.toHaveProperty('reference');
  });

  it('knows the rest, the change and the cash', () => {
    const payments: Payment[] = [
      { id: 'a', tender: 'card', amount_minor: 100_000 },
      { id: 'b', tender: 'cash', amount_minor: 29_000, given_minor: 30_000 }
    ];
    expect(remaining(129_000, payments)).toBe(0);
    expect(remaining(130_000, payments)).toBe(1_000);
    expect(change(payments)).toBe(1_000);
    expect(cashTaken(payments)).toBe(29_000);
  });

  it('proposes cash while the law allows it', () => {
    expect(proposed(100_000, LIMIT)).toBe('cash');
    expect(proposed(100_001, LIMIT)).toBe('card');
    expect(proposed(50_000, { taken: 60_000, limit: 100_000 })).toBe('card');
    expect(proposed(500_000, { taken: 0, limit: null })).toBe('cash');
    expect(proposed(-500_000, LIMIT)).toBe('cash');
  });

  it('walks the means without falling off', () => {
    expect(neighbour('cash', 1)).toBe('card');
    expect(neighbour('cash', -1)).toBe('cash');
    expect(neighbour('transfer', 1)).toBe('transfer');
  });
});
