import { describe, expect, it } from 'vitest';
import { arrowPath, centred, drawn, finished, isSized, moved } from './marks.ts';

describe('marks on a photo', () => {
  it('stay on the picture, wherever the finger goes', () => {
    const mark = drawn('arrow', { x: -300, y: 20.4 }, { x: 12_000, y: 9_999.6 });
    expect([mark.x, mark.y, mark.x2, mark.y2]).toEqual([0, 20, 10_000, 10_000]);
    expect(moved(mark, 'x2', -1).x2).toBe(0);
  });

  it('a text has one place', () => {
    const text = drawn('text', { x: 100, y: 200 }, { x: 5_000, y: 5_000 });
    expect([text.x2, text.y2]).toEqual([100, 200]);
    expect(moved(text, 'x', 700)).toMatchObject({ x: 700, x2: 700, y: 200, y2: 200 });
  });

  it('a word that nobody has typed is not finished', () => {
    const at = { x: 100, y: 200 };
    const [arrow, word] = [centred('arrow'), drawn('text', at, at)];
    expect(finished([arrow, word, { ...word, text: ' ' }])).toEqual([arrow]);
    expect(finished([{ ...word, text: 'éclat' }])).toHaveLength(1);
  });

  it('a tap is no arrow and no circle, and a line is no circle', () => {
    const at = { x: 5_000, y: 5_000 };
    expect(isSized(drawn('arrow', at, at))).toBe(false);
    expect(isSized(drawn('oval', at, { x: 9_000, y: 5_000 }))).toBe(false);
    expect(isSized(drawn('arrow', at, { x: 9_000, y: 5_000 }))).toBe(true);
    expect(isSized(drawn('text', at, at))).toBe(true);
    for (const kind of ['arrow', 'oval', 'text'] as const)
      expect(isSized(centred(kind))).toBe(true);
  });

  it('an arrow ends in its tip', () => {
    const path = arrowPath(drawn('arrow', { x: 0, y: 0 }, { x: 10_000, y: 0 }), 1_000, 500);
    expect(path).toBe('M0 0L1000 0L946.0 32.4L1000 0L946.0 -32.4');
  });
});
