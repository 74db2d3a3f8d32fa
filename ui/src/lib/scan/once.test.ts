import { describe, expect, it } from 'vitest';
import { AGAIN_MS, once } from './once.ts';

describe('a code read again', () => {
  it('is meant once while it stays under the scanner, and again after a pause', () => {
    let now = 0;
    const isMeant = once(() => now);
    expect(isMeant('P1-R26-7-1')).toBe(true);
    for (let read = 0; read < 10; read++) {
      now += 700;
      expect(isMeant(' p1-r26-7-1')).toBe(false);
    }
    now += AGAIN_MS;
    expect(isMeant('P1-R26-7-1')).toBe(true);
  });

  it('does not hide another one', () => {
    const isMeant = once(() => 0);
    expect([isMeant('A-1'), isMeant('B-1'), isMeant('A-1')]).toEqual([true, true, true]);
  });
});
