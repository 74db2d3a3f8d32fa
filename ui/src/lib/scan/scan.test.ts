import { describe, expect, it } from 'vitest';
import { decode, usCharacter } from './decode.ts';
import { IDLE, onKey, onPause, type Key, type ScanState } from './detect.ts';

const FRENCH_DIGITS = 'à&é"\'(-è_ç';
const FRENCH_LETTERS: Record<string, string> = { a: 'q', q: 'a', z: 'w', w: 'z', m: ',' };

type Keyboard = 'us' | 'azerty';

/** The keys a scanner set to a US keyboard sends for a code, as the computer's layout reads them. */
function wedge(code: string, keyboard: Keyboard, startAt = 0, stepMs = 8): Key[] {
  return [...code].map((character, index) => {
    const at = startAt + index * stepMs;
    const shift = /[A-Z]/.test(character);
    if (/\d/.test(character)) {
      const key = keyboard === 'us' ? character : (FRENCH_DIGITS[Number(character)] ?? '');
      return { key, code: `Digit${character}`, shift: false, at };
    }
    if (/[a-z]/i.test(character)) {
      const small = character.toLowerCase();
      const read = keyboard === 'us' ? small : (FRENCH_LETTERS[small] ?? small);
      return {
        key: shift ? (read === ',' ? '?' : read.toUpperCase()) : read,
        code: `Key${small.toUpperCase()}`,
        shift,
        at
      };
    }
    return { key: keyboard === 'us' ? '-' : ')', code: 'Minus', shift: false, at };
  });
}

const enter = (at: number, key = 'Enter'): Key => ({ key, code: key, shift: false, at });

function run(keys: Key[], from: ScanState = IDLE) {
  let state = from;
  const codes: string[] = [];
  const acts: string[] = [];
  for (const key of keys) {
    const verdict = onKey(state, key);
    state = verdict.state;
    acts.push(verdict.act);
    if (verdict.code !== undefined) codes.push(verdict.code);
  }
  return { state, codes, acts };
}

describe('a scanner', () => {
  it.each([
    ['4006381333931', 'us'],
    ['4006381333931', 'azerty'],
    ['J104', 'us'],
    ['J104', 'azerty'],
    ['AQZWM-0042', 'azerty'],
    ['T-000123', 'azerty'],
    ['zwam0', 'azerty']
  ] as const)('reads %s on a %s keyboard', (code, keyboard) => {
    const keys = wedge(code, keyboard);
    expect(run([...keys, enter(keys.length * 8)]).codes).toEqual([code]);
  });

  it('has its Enter or Tab taken away, so that it activates nothing', () => {
    const keys = wedge('4006381333931', 'us');
    for (const key of ['Enter', 'Tab']) {
      expect(run([...keys, enter(keys.length * 8, key)]).acts.at(-1)).toBe('end');
    }
  });

  it('sends fifty codes at ten a second and loses none', () => {
    const codes = Array.from({ length: 50 }, (_, index) => `29000000${1000 + index}`);
    const keys = codes.flatMap((code, index) => {
      const burst = wedge(code, index % 2 ? 'azerty' : 'us', index * 100, 4);
      return [...burst, enter(index * 100 + code.length * 4)];
    });
    expect(run(keys).codes).toEqual(codes);
  });

  it('may end a code with a pause instead', () => {
    const { state } = run(wedge('4006381333931', 'azerty'));
    expect(onPause(state, 12 * 8 + 40).code).toBeUndefined();
    expect(onPause(state, 12 * 8 + 130).code).toBe('4006381333931');
  });

  it('survives a scanner that sets Shift on a French layout itself', () => {
    const keys = [...'4006'].map((digit, index) => ({
      key: digit,
      code: `Digit${digit}`,
      shift: true,
      at: index * 8
    }));
    expect(run([...keys, enter(40)]).codes).toEqual(['4006']);
  });

  it('is read whole on a computer that stumbles in the middle of a code', () => {
    const keys = wedge('4006381333931', 'azerty').map((key, index) => ({
      ...key,
      at: key.at + (index >= 6 ? 90 : 0)
    }));
    expect(run([...keys, enter(290)]).codes).toEqual(['4006381333931']);
    // Not before it is certain: two quick keys and a pause are fingers.
    const fingers = wedge('12345', 'us').map((key, index) => ({
      ...key,
      at: key.at + (index >= 2 ? 90 : 0)
    }));
    expect(run([...fingers, enter(140)]).codes).toEqual([]);
  });

  it('may be interleaved with Shift keys of its own', () => {
    const [j, ...rest] = wedge('J104', 'azerty', 2);
    const shift: Key = { key: 'Shift', code: 'ShiftLeft', shift: true, at: 0 };
    expect(run([shift, j as Key, shift, ...rest, enter(40)]).codes).toEqual(['J104']);
  });
});

describe('a person', () => {
  it('types at any human speed without being taken for a scanner', () => {
    for (const stepMs of [60, 90, 140]) {
      const keys = wedge('alliance 750', 'us', 0, stepMs);
      const { codes, acts } = run([...keys, enter(keys.length * stepMs)]);
      expect({ stepMs, codes }).toEqual({ stepMs, codes: [] });
      expect(new Set(acts)).toEqual(new Set(['pass']));
    }
  });

  it('may roll two keys quickly', () => {
    const keys = [...wedge('er', 'us', 0, 10), ...wedge('in', 'us', 200, 10), enter(400)];
    expect(run(keys)).toMatchObject({ codes: [], acts: Array(5).fill('pass') });
  });

  it('keeps the shortcuts and a held key', () => {
    const held = Array.from({ length: 8 }, (_, index): Key => ({
      key: 'a',
      code: 'KeyA',
      shift: false,
      at: index * 30,
      repeat: index > 0
    }));
    expect(new Set(run(held).acts)).toEqual(new Set(['pass']));
    const undo: Key = { key: 'z', code: 'KeyW', shift: false, at: 5, modified: true };
    expect(run([...wedge('12', 'us', 0, 2), undo]).acts).toEqual(['pass', 'pass', 'pass']);
  });

  it('sends Enter after a pause to the page', () => {
    const keys = wedge('4006381333931', 'us');
    expect(run([...keys, enter(1000)]).acts.at(-1)).toBe('pass');
  });

  it('is not a scanner with three quick keys and Enter', () => {
    expect(run([...wedge('750', 'us'), enter(24)]).codes).toEqual([]);
  });
});

describe('decode', () => {
  it('leaves what the layout read alone when nothing is French', () => {
    expect(decode([{ key: 'é', code: 'KeyE', shift: false }])).toBe('é');
    expect(decode([])).toBe('');
  });
  it('knows the keys of a US keyboard', () => {
    expect(usCharacter('KeyQ', true)).toBe('Q');
    expect(usCharacter('Digit2', true)).toBe('@');
    expect(usCharacter('Numpad7', true)).toBe('7');
    expect(usCharacter('F4', false)).toBeNull();
  });
});
