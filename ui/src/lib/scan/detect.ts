/**
 * Tells a wedge scanner's burst from typing, by timing alone: a pure reducer, the clock comes with
 * each key. One copy serves the till and the test panel of the settings.
 */
import { decode, type Typed } from './decode.ts';

export type ScanSettings = {
  /** The longest pause between two keys of one burst. Scanners take 1–30 ms, people 60 and more. */
  gapMs: number;
  /** The shortest code; fewer keys are somebody's fingers. */
  shortest: number;
  /** A burst without a final Enter or Tab ends after this pause. */
  endMs: number;
};

export const DEFAULT_SETTINGS: ScanSettings = { gapMs: 35, shortest: 4, endMs: 120 };

/** One `keydown`, as the reducer sees it. */
export type Key = Typed & {
  /** Milliseconds of a clock that never goes back (`event.timeStamp`). */
  at: number;
  /** Ctrl, Alt or Meta held: never part of a code. AltGr is not among them. */
  modified?: boolean;
  repeat?: boolean;
};

export type Burst = { keys: Typed[]; at: number };
export type ScanState = { burst: Burst | null };
export const IDLE: ScanState = { burst: null };

/** What to do with the key, and the code that it completed. */
export type Verdict = {
  state: ScanState;
  /**
   * `pass`: let the page have it. `hold`: part of a burst, take it away from the page. `end`: the
   * scanner's Enter or Tab, which must activate nothing.
   */
  act: 'pass' | 'hold' | 'end';
  /** True when the burst has just been recognised: what the first keys typed is to be taken back. */
  caught?: boolean;
  code?: string;
};

/** How many keys in a row, this close together, make a burst certain. */
const CERTAIN = 3;

const printable = (key: string) => [...key].length === 1;

/** The state after one key. */
export function onKey(
  state: ScanState,
  key: Key,
  settings: ScanSettings = DEFAULT_SETTINGS
): Verdict {
  // A held Shift is part of a capital, not a key of its own.
  if (key.key === 'Shift' || key.key === 'CapsLock' || key.key === 'AltGraph') {
    return { state, act: 'pass' };
  }
  // As many keys as a code has, each at a scanner's pace, are a scanner's: from then on a computer
  // that stumbles for a moment does not cut the code in two.
  const sure = (state.burst?.keys.length ?? 0) >= settings.shortest;
  const longest = sure ? settings.endMs : settings.gapMs;
  const close = state.burst !== null && key.at - state.burst.at <= longest;
  const burst = close ? state.burst : null;

  if (key.key === 'Enter' || key.key === 'Tab') {
    if (burst && burst.keys.length >= settings.shortest) {
      return { state: IDLE, act: 'end', code: decode(burst.keys) };
    }
    return { state: IDLE, act: 'pass' };
  }
  // A dead key of the computer's layout (`^`, `¨`) has no character, but the scanner meant one.
  if ((!printable(key.key) && key.key !== 'Dead') || key.modified || key.repeat) {
    return { state: IDLE, act: 'pass' };
  }
  const typed: Typed = { key: key.key, code: key.code, shift: key.shift };
  const keys = burst ? [...burst.keys, typed] : [typed];
  const next: ScanState = { burst: { keys, at: key.at } };
  if (keys.length < CERTAIN) return { state: next, act: 'pass' };
  return { state: next, act: 'hold', caught: keys.length === CERTAIN };
}

/** The state after a pause: a burst without a final key is a code too, or nothing. */
export function onPause(
  state: ScanState,
  at: number,
  settings: ScanSettings = DEFAULT_SETTINGS
): Verdict {
  if (!state.burst || at - state.burst.at < settings.endMs) return { state, act: 'pass' };
  const { keys } = state.burst;
  if (keys.length < Math.max(settings.shortest, CERTAIN)) return { state: IDLE, act: 'pass' };
  return { state: IDLE, act: 'end', code: decode(keys) };
}

/** How many keys reached the page before the burst was certain. */
export const LEAKED = CERTAIN - 1;
