import { describe, expect, it } from 'vitest';
import { labelsAddress, piecesOf } from './address.ts';

const ID = '019a0000-0000-7000-8000-000000000001';

describe('the address of a choice of labels', () => {
  it('is read back as it was written', () => {
    const address = new URL(labelsAddress([ID]), 'http://localhost');
    expect(piecesOf(address.searchParams.get('pieces'))).toEqual([ID]);
    expect(labelsAddress([])).toBe('/office/labels');
  });
  it.each([[null], [''], ['x,y'], ["<script>,'"]])('leaves out what is no id: %s', (asked) => {
    expect(piecesOf(asked)).toEqual([]);
  });
  it('names a piece once, and no more than the server takes', () => {
    expect(piecesOf(`${ID},${ID}`)).toEqual([ID]);
    expect(labelsAddress(Array.from({ length: 1200 }, () => ID)).split(',')).toHaveLength(1000);
  });
});
