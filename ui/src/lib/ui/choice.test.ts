import { describe, expect, it } from 'vitest';
import { Choice } from './choice.svelte.ts';

describe('a choice of rows', () => {
  it('is made one by one', () => {
    const choice = new Choice();
    choice.toggle('a');
    choice.set('b', true);
    choice.set('b', true);
    expect([choice.has('a'), choice.has('b'), choice.has('c')]).toEqual([true, true, false]);
    expect(choice.count(10)).toBe(2);
    choice.toggle('a');
    expect(choice.count(10)).toBe(1);
  });

  it('is all that match but for some', () => {
    const choice = new Choice();
    choice.set('a', true);
    choice.every();
    expect(choice.count(10)).toBe(10);
    choice.toggle('a');
    expect(choice.has('a')).toBe(false);
    expect(choice.has('never seen')).toBe(true);
    expect(choice.count(10)).toBe(9);
    choice.set('a', true);
    expect(choice.count(10)).toBe(10);
    choice.clear();
    expect(choice.has('a')).toBe(false);
    expect(choice.count(10)).toBe(0);
  });
});
