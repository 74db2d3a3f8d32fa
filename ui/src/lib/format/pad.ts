/**
 * The money pad: the keys of a till. Digits fill from the right as whole euros do when typed; the
 * decimal sign of the language starts the cents; a first key replaces what was prefilled.
 */
export type PadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | ',' | '.' | '⌫';

export type PadState = {
  text: string;
  /** True while the text is a proposal: the first key starts afresh. */
  proposed: boolean;
};

const MOST_DIGITS = 9;

/** The state after one key. */
export function press(state: PadState, key: PadKey): PadState {
  if (key === '⌫') {
    return { text: state.proposed ? '' : state.text.slice(0, -1), proposed: false };
  }
  const text = state.proposed ? '' : state.text;
  if (key === ',' || key === '.') {
    if (/[.,]/.test(text)) return { text, proposed: false };
    return { text: `${text === '' ? '0' : text}${key}`, proposed: false };
  }
  const cents = /[.,](\d*)$/.exec(text)?.[1];
  if (cents !== undefined) {
    return { text: (text + key).slice(0, text.length + (2 - cents.length)), proposed: false };
  }
  const next = (text + key).replace(/^0+(?=\d)/, '');
  return next.length > MOST_DIGITS ? { text, proposed: false } : { text: next, proposed: false };
}

/** The notes and coins a shop counts, in cents, dearest first. */
export const DENOMINATIONS = [
  50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1
] as const;

/** Likely notes handed over for an amount: the exact sum apart, the next round ones above it. */
export function quickCash(dueMinor: number): number[] {
  if (dueMinor <= 0) return [];
  const rounds = [500, 1000, 2000, 5000, 10000, 20000, 50000];
  const sums = rounds.map((round) => Math.ceil(dueMinor / round) * round);
  return [...new Set(sums)].filter((sum) => sum > dueMinor).slice(0, 3);
}
