import { describe, expect, it } from 'vitest';
import { concerns, tagsOf } from './changes.ts';
import { problemFrom } from './problem.ts';

describe('changes', () => {
  it.each([
    ['["stock","sale:1"]', ['stock', 'sale:1']],
    ['{"tags":["stock"]}', ['stock']],
    ['stock, sale:1', ['stock', 'sale:1']],
    ['', []],
    ['7', []],
    [['stock', 3], ['stock']]
  ])('reads %j', (data, tags) => {
    expect(tagsOf(data)).toEqual(tags);
  });

  it.each([
    [['cart:1'], 'cart:1', true],
    [['cart:1'], 'cart:2', false],
    [['cart:1'], 'cart', true],
    [['stock', 'search', 'or'], 'stock:42', true],
    [['stock'], 'sale', false],
    [['stock'], '*', true],
    [[7], 'stock', false]
  ])('%j concerns %s: %s', (key, tag, expected) => {
    expect(concerns(key, tag)).toBe(expected);
  });
});

describe('problems', () => {
  it('reads a problem document', () => {
    const problem = problemFrom(409, { code: 'sales.sold', params: { till: 'Caisse 2' } });
    expect(problem).toMatchObject({
      code: 'sales.sold',
      status: 409,
      params: { till: 'Caisse 2' }
    });
  });
  it.each([undefined, 'oops', null, { code: 7 }, []])('survives %j', (body) => {
    expect(problemFrom(502, body)).toMatchObject({ code: 'client.unreadable', status: 502 });
  });
});
