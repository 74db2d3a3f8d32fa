import { describe, expect, it } from 'vitest';
import { filterOfAddress, sought, stockAddress } from './address.ts';

const none = filterOfAddress(new URLSearchParams());

describe('the address of the stock’s table', () => {
  it('says nothing of what is usual', () => {
    expect(none.state).toBe('available');
    expect(stockAddress(none)).toBe('/office/stock');
  });

  it('is read as it was written', () => {
    const filter = {
      ...none,
      q: 'étoile & co',
      supplier: 's',
      state: 'all',
      sort: 'price',
      descending: true
    };
    const address = stockAddress(filter, 'v1');
    expect(address).toContain('view=v1');
    expect(filterOfAddress(new URLSearchParams(address.split('?')[1]))).toEqual(filter);
  });

  it('seeks the same in another order', () => {
    expect(sought({ ...none, sort: 'title', descending: true })).toBe(sought(none));
    expect(sought({ ...none, place: 'p' })).not.toBe(sought(none));
  });
});
