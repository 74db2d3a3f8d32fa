import { describe, expect, it } from 'vitest';
import { counted, differencesOf, EMPTY_TALLY, tally, wholeNumber } from './tally.ts';

describe('the count', () => {
  it('reads how many cheques there are', () => {
    for (const [text, value] of [
      ['', 0],
      [' 3 ', 3],
      ['0', 0],
      ['2,5', null],
      ['-1', null],
      ['deux', null],
      ['1000000', null]
    ] as const) {
      expect({ text, value: wholeNumber(text) }).toEqual({ text, value });
    }
  });

  it('says of each means what was found, nothing being nought', () => {
    expect(counted(EMPTY_TALLY)).toEqual([
      { tender: 'card', amount_minor: 0 },
      { tender: 'cheque', amount_minor: 0, count: 0 },
      { tender: 'transfer', amount_minor: 0 }
    ]);
    const typed = { card: 129_000, cheque: 10_000, cheques: '2', transfer: null };
    expect(counted(typed)).toEqual([
      { tender: 'card', amount_minor: 129_000 },
      { tender: 'cheque', amount_minor: 10_000, count: 2 },
      { tender: 'transfer', amount_minor: 0 }
    ]);
    expect(tally({ 100: 2, 5000: 1, 20: 0 })).toEqual([
      { value_minor: 5000, count: 1 },
      { value_minor: 100, count: 2 }
    ]);
  });

  it('finds what a refusal calls off', () => {
    expect(differencesOf({ tenders: ['card'] })).toEqual(['card']);
    expect(differencesOf({})).toBeNull();
  });
});
