import { describe, expect, it } from 'vitest';
import {
  carat,
  countdown,
  factor,
  finely,
  fineness,
  duration,
  isoDay,
  money,
  moneyInput,
  percent,
  rate,
  weight
} from './format.ts';

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
      [finely(3_420_500, 'fr'), '3,4205\u00a0g'],
      [finely(3_000_000, 'en'), '3.00\u00a0g'],
      [carat(700, 'fr'), '0,70\u00a0ct'],
      [carat(1013, 'en'), '1.013\u00a0ct'],
      [fineness(7500, 'fr'), '750'],
      [fineness(9999, 'fr'), '999,9'],
      [fineness(9999, 'en'), '999.9']
    ]));

  it('writes percentages and waits', () =>
    check([
      [percent(2000, 'fr'), '20\u202f%'],
      [percent(550, 'en'), '5.5%'],
      [countdown(62), '1:02'],
      [countdown(-4), '0:00']
    ]));

  it('says how long something took', () =>
    check([
      [duration(0, 'fr'), '0\u00a0min'],
      [duration(45, 'fr'), '45\u00a0min'],
      [duration(90, 'fr'), '1,5\u00a0h'],
      [duration(3_600, 'fr'), '2,5\u00a0j'],
      [duration(14_500, 'fr'), '10\u00a0j'],
      [duration(1_440, 'en'), '1\u00a0day'],
      [duration(5_760, 'en'), '4\u00a0days']
    ]));

  it('writes rates and coefficients as they were quoted', () =>
    check([
      [rate(113_500_000, 'fr'), '113,50\u00a0€'],
      [rate(1_012_345, 'en'), '€1.0123'],
      [rate(3_421_950_000, 'fr'), '3\u202f421,95\u00a0€'],
      [factor(2_500, 'fr'), '2,5'],
      [factor(2_000, 'en'), '2'],
      [isoDay(new Date(2026, 0, 5, 23, 59)), '2026-01-05']
    ]));
});
