import { describe, expect, it } from 'vitest';
import { carat, countdown, fineness, money, moneyInput, percent, weight } from './format.ts';

const check = (cases: [actual: string, expected: string][]) => {
  for (const [actual, expected] of cases) expect(actual).toBe(expected);
};

describe('format', () => {
  it('writes amounts with narrow no-break groups and a real minus', () =>
    check([
      [money(129000, 'fr'), '1\u202f290,00\u00a0€'],
      [money(-50, 'fr'), '−0,50\u00a0€'],
      [money(0, 'fr'), '0,00\u00a0€'],
      [money(129000, 'en'), '€1,290.00'],
      [money(-129000, 'en'), '−€1,290.00'],
      [moneyInput(129050, 'fr'), '1290,50'],
      [moneyInput(129050, 'en'), '1290.50']
    ]));

  it('writes metal and stones in the trade’s units', () =>
    check([
      [weight(3420, 'fr'), '3,42\u00a0g'],
      [weight(3425, 'fr'), '3,425\u00a0g'],
      [weight(3420, 'en'), '3.42\u00a0g'],
      [carat(700, 'fr'), '0,70\u00a0ct'],
      [carat(1013, 'en'), '1.013\u00a0ct'],
      [fineness(7500), '750'],
      [fineness(9999), '999.9']
    ]));

  it('writes percentages and waits', () =>
    check([
      [percent(2000, 'fr'), '20\u202f%'],
      [percent(550, 'en'), '5.5%'],
      [countdown(62), '1:02'],
      [countdown(-4), '0:00']
    ]));
});
