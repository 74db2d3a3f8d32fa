import { describe, expect, it } from 'vitest';
import { press, quickCash, type PadKey } from './pad.ts';
import { parseDecimal, parseMoney, parsePercent } from './parse.ts';

const check = (read: (text: string) => number | null, cases: Record<string, number | null>) => {
  for (const [text, expected] of Object.entries(cases)) {
    expect({ text, value: read(text) }).toEqual({ text, value: expected });
  }
};

describe('parse', () => {
  it('reads amounts with a comma or a point', () =>
    check(parseMoney, {
      '1290': 129000,
      '1 290,5': 129050,
      '1\u202f290,50 €': 129050,
      '1290.05': 129005,
      ',5': 50,
      '12,': 1200,
      '-3,20': -320,
      '−3,20': -320,
      '-0': 0
    }));

  it('refuses what is no amount', () =>
    check(parseMoney, {
      '': null,
      ',': null,
      '-': null,
      abc: null,
      '1,234': null,
      '1.290,00': null,
      '12,3,4': null,
      '99999999999999999': null,
      '1e5': null
    }));

  it('keeps a percentage between nothing and everything', () =>
    check(parsePercent, { '12,5': 1250, '100 %': 10000, '100,01': null, '-1': null, '': null }));

  it('reads weights to the thousandth', () =>
    check((text) => parseDecimal(text, 3), { '3,425': 3425, '3,4255': null, '3': 3000 }));
});

describe('the pad', () => {
  const typed = (keys: string, from = '', proposed = false) =>
    [...keys].reduce((state, key) => press(state, key as PadKey), { text: from, proposed }).text;

  it('types euros, then cents after the comma', () => {
    expect(typed('1290')).toBe('1290');
    expect(typed('12,5')).toBe('12,5');
    expect(typed('12,567')).toBe('12,56');
    expect(typed(',5')).toBe('0,5');
    expect(typed('1,,5')).toBe('1,5');
    expect(typed('12.567')).toBe('12.56');
    expect(typed('.5')).toBe('0.5');
    expect(typed('1.,5')).toBe('1.5');
    expect(typed('007')).toBe('7');
    expect(typed('9999999999')).toBe('999999999');
  });

  it('replaces a proposed amount and keeps a typed one', () => {
    expect(typed('5', '1290,00', true)).toBe('5');
    expect(typed('⌫', '1290,00', true)).toBe('');
    expect(typed('⌫', '12', false)).toBe('1');
  });

  it('proposes the notes a customer would hand over', () => {
    expect(quickCash(1290)).toEqual([1500, 2000, 5000]);
    expect(quickCash(129000)).toEqual([130000, 140000, 150000]);
    expect(quickCash(5000)).toEqual([6000, 10000, 20000]);
    expect(quickCash(0)).toEqual([]);
  });
});
