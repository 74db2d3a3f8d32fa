import { beforeEach, describe, expect, it, vi } from 'vitest';
import { OFFLINE, Problem } from '#lib/api/problem.ts';
import * as api from './queries.ts';
import { Till } from './till.svelte.ts';
import type { Cart, Sale } from './types.ts';

vi.mock('./queries.ts', () => ({
  currentCart: vi.fn(),
  openCart: vi.fn(),
  takeBack: vi.fn(),
  complete: vi.fn(),
  addPayment: vi.fn(),
  voidSale: vi.fn(),
  saleById: vi.fn()
}));
const asked = vi.mocked(api);

const cart = (id: string, title: string): Cart =>
  ({ id, version: 1, lines: [{ id: `${id}-1`, title }], payments: [] }) as unknown as Cart;
const ticket = (id: string): Sale => ({ id, number: '1-7', total_minor: 100 }) as unknown as Sale;
const refusal = (code: string, status = 409) => new Problem(code, status);

/** A till with this cart on its screen. */
async function at(open: Cart): Promise<Till> {
  asked.currentCart.mockResolvedValue(open);
  const till = new Till();
  await till.load();
  return till;
}

beforeEach(() => vi.resetAllMocks());

describe('taking a parked cart back', () => {
  it('leaves the screen as it is when it is refused', async () => {
    const till = await at(cart('a', 'Alliance'));
    till.show({ kind: 'parked' });
    asked.takeBack.mockRejectedValue(refusal('cart.till_busy'));
    expect(await till.takeBack('b')).toBe(false);
    expect(till.lines.map(({ title }) => title)).toEqual(['Alliance']);
    expect(till.panel.kind).toBe('parked');
    expect(till.notices).toHaveLength(1);
  });

  it('shows it, and nothing of what stood there', async () => {
    const till = await at({ ...cart('a', ''), lines: [] });
    till.show({ kind: 'parked' });
    asked.takeBack.mockResolvedValue(cart('b', 'Solitaire'));
    expect(await till.takeBack('b')).toBe(true);
    expect(till.lines.map(({ title }) => title)).toEqual(['Solitaire']);
    expect(till.selected).toBe('b-1');
    expect(till.panel.kind).toBe('shelf');
  });
});

describe('completing', () => {
  it('is the same sale when its answer got lost', async () => {
    const till = await at(cart('a', 'Alliance'));
    asked.complete.mockRejectedValueOnce(new Problem(OFFLINE, 0));
    expect(await till.complete()).toBe(false);
    expect(till.lines).toHaveLength(1);
    asked.complete.mockImplementation((_, id) => Promise.resolve(ticket(id)));
    expect(await till.complete()).toBe(true);
    const [first, second] = asked.complete.mock.calls.map(([, id]) => id);
    expect(second).toBe(first);
    expect(till.sale?.id).toBe(first);
    expect(till.panel.kind).toBe('done');
  });

  it('shows the ticket by itself when the server had issued it', async () => {
    const till = await at(cart('a', 'Alliance'));
    asked.complete.mockRejectedValueOnce(new Problem(OFFLINE, 0));
    asked.currentCart.mockResolvedValue(null);
    asked.saleById.mockImplementation((id) => Promise.resolve(ticket(id)));
    await till.complete();
    expect(till.panel.kind).toBe('done');
    expect(till.sale?.id).toBe(asked.complete.mock.calls[0]?.[1]);
  });

  it.each(['cart.not_open', 'request.key_reused'])('finds its ticket after %s', async (code) => {
    const till = await at(cart('a', 'Alliance'));
    asked.complete.mockRejectedValue(refusal(code));
    asked.saleById.mockImplementation((id) => Promise.resolve(ticket(id)));
    expect(await till.complete()).toBe(true);
    expect(till.sale?.id).toBe(asked.complete.mock.calls[0]?.[1]);
    expect(till.notices).toEqual([]);
  });

  it('tells the refusal where there is no such ticket', async () => {
    const till = await at(cart('a', 'Alliance'));
    asked.complete.mockRejectedValue(refusal('cart.not_open'));
    asked.saleById.mockRejectedValue(refusal('sale.unknown', 404));
    expect(await till.complete()).toBe(false);
    expect(till.sale).toBeNull();
    expect(till.notices).toHaveLength(1);
  });

  it('looks for no ticket after any other refusal', async () => {
    const till = await at(cart('a', 'Alliance'));
    asked.complete.mockRejectedValue(refusal('payment.unsettled', 422));
    expect(await till.complete()).toBe(false);
    expect(asked.saleById).not.toHaveBeenCalled();
  });

  it('gives the next cart another sale', async () => {
    const till = await at(cart('a', 'Alliance'));
    asked.complete.mockImplementation((_, id) => Promise.resolve(ticket(id)));
    await till.complete();
    asked.currentCart.mockResolvedValue(cart('b', 'Solitaire'));
    await till.load();
    await till.complete();
    expect(new Set(asked.complete.mock.calls.map(([, id]) => id)).size).toBe(2);
  });
});

describe('a payment whose answer got lost', () => {
  const open = cart('a', 'Alliance');
  const paid = { ...open, version: 2, payments: [{ id: 'p' }] } as unknown as Cart;
  const payment = { id: 'p', tender: 'card', amount_minor: 100 } as const;

  it('is shown as taken as soon as the server answers again', async () => {
    const till = await at(open);
    asked.addPayment.mockRejectedValueOnce(new Problem(OFFLINE, 0));
    asked.currentCart.mockResolvedValue(paid);
    expect(await till.addPayment(payment)).toBe(false);
    expect(till.cart?.payments).toHaveLength(1);
  });

  it('is looked for before anything else is paid', async () => {
    const till = await at(open);
    asked.addPayment.mockRejectedValueOnce(new Problem(OFFLINE, 0));
    asked.currentCart.mockRejectedValueOnce(new Problem(OFFLINE, 0));
    await till.addPayment(payment);
    asked.currentCart.mockResolvedValue(paid);
    expect(await till.addPayment({ ...payment, id: 'q' })).toBe(false);
    expect(asked.addPayment).toHaveBeenCalledTimes(1);
    expect(till.cart?.payments).toHaveLength(1);
    expect(till.notices).toHaveLength(2);
    // A person has looked: the next one is taken.
    asked.addPayment.mockResolvedValue({ ...paid, version: 3 });
    expect(await till.addPayment({ ...payment, id: 'q' })).toBe(true);
  });

  it('was not taken: the same try goes on where it stopped', async () => {
    const till = await at(open);
    asked.addPayment.mockRejectedValueOnce(new Problem(OFFLINE, 0));
    asked.currentCart.mockRejectedValueOnce(new Problem(OFFLINE, 0));
    await till.addPayment(payment);
    asked.currentCart.mockResolvedValue(open);
    asked.addPayment.mockResolvedValue(paid);
    expect(await till.addPayment(payment)).toBe(true);
  });

  it('says a dead server once', async () => {
    const till = await at(open);
    asked.addPayment.mockRejectedValue(new Problem(OFFLINE, 0));
    asked.currentCart.mockRejectedValue(new Problem(OFFLINE, 0));
    for (let press = 0; press < 3; press++) await till.addPayment(payment);
    expect(till.notices).toHaveLength(1);
  });
});

it('annuls a ticket once, however often it is asked for', async () => {
  const till = new Till();
  asked.voidSale.mockRejectedValueOnce(new Problem(OFFLINE, 0));
  expect(await till.voidSale(ticket('s'), 'Erreur')).toBe(false);
  asked.voidSale.mockRejectedValueOnce(refusal('sale.already_void'));
  asked.saleById.mockImplementation((id) => Promise.resolve(ticket(id)));
  expect(await till.voidSale(ticket('s'), 'Erreur de pièce')).toBe(true);
  const ids = asked.voidSale.mock.calls.map(([, id]) => id);
  expect(ids[1]).toBe(ids[0]);
  expect(till.sale?.id).toBe(ids[0]);
});
