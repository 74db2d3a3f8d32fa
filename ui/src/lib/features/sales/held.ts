/**
 * Payments taken for a cart that is not complete yet. The server learns of them with the sale, in
 * one commit; until then they are kept beside the cart on this machine, so that a card already
 * debited is still there after a crash.
 */
import type { Payment } from './tender.ts';

const key = (cart: string) => `ecrin.payments.${cart}`;

export function heldPayments(cart: string): Payment[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(cart)) ?? '[]');
    return Array.isArray(kept) ? (kept as Payment[]) : [];
  } catch {
    return [];
  }
}

export function holdPayments(cart: string, payments: Payment[]) {
  if (payments.length === 0) localStorage.removeItem(key(cart));
  else localStorage.setItem(key(cart), JSON.stringify(payments));
}
