/**
 * What is left to pay, what goes back, which means of payment comes first. Pure: the payment panel
 * shows it, the server decides.
 */
import type { Payment, Repayment } from './types.ts';

export const METHODS = ['cash', 'card', 'cheque', 'transfer'] as const;
export type Method = (typeof METHODS)[number];

/** What is still to be paid (or, below zero, given back). */
export function remaining(totalMinor: number, payments: readonly Payment[]): number {
  return payments.reduce((left, payment) => left - payment.amount_minor, totalMinor);
}

/** What goes back to the customer out of the cash handed over. */
export function change(payments: readonly Payment[]): number {
  return payments.reduce(
    (sum, payment) => sum + Math.max(0, (payment.given_minor ?? 0) - payment.amount_minor),
    0
  );
}

/** The cash taken or given back in these payments, for the legal limit: it holds for both. */
export function cashTaken(payments: readonly Payment[]): number {
  return payments
    .filter((payment) => payment.tender === 'cash')
    .reduce((sum, payment) => sum + Math.abs(payment.amount_minor), 0);
}

/** What is proposed next of the money to give back: the way it came, as far as that is known. */
export function givenBack(
  leftMinor: number,
  repayments: readonly Repayment[],
  payments: readonly Payment[]
): { method: Method; minor: number } {
  for (const { tender, amount_minor } of repayments) {
    const method = METHODS.find((one) => one === tender);
    const given = payments.filter((payment) => payment.tender === tender);
    const rest = given.reduce((left, payment) => left + payment.amount_minor, amount_minor);
    if (method && rest > 0) return { method, minor: Math.max(-rest, leftMinor) };
  }
  return { method: 'cash', minor: leftMinor };
}

export type Refusal = 'nothing' | 'too_much' | 'sign' | 'cash_limit';

/**
 * The payment an amount makes, or why it makes none. Cash beyond the rest is change; anything else
 * beyond the rest is a mistake.
 */
export function prepare(
  id: string,
  method: Method,
  typedMinor: number | null,
  leftMinor: number,
  cash: { taken: number; limit: number | null },
  reference?: string
): Payment | Refusal {
  if (typedMinor === null || typedMinor === 0 || leftMinor === 0) return 'nothing';
  if (Math.sign(typedMinor) !== Math.sign(leftMinor)) return 'sign';
  const over = Math.abs(typedMinor) > Math.abs(leftMinor);
  if (over && (method !== 'cash' || leftMinor < 0)) return 'too_much';
  const amount_minor = over ? leftMinor : typedMinor;
  const moved = cash.taken + Math.abs(amount_minor);
  if (method === 'cash' && cash.limit !== null && moved > cash.limit) {
    return 'cash_limit';
  }
  const payment: Payment = { id, tender: method, amount_minor };
  if (method === 'cash' && amount_minor > 0) payment.given_minor = typedMinor;
  if (method !== 'cash' && reference?.trim()) payment.reference = reference.trim();
  return payment;
}

/** The means proposed first: cash, unless the law forbids that much of it. */
export function proposed(leftMinor: number, cash: { taken: number; limit: number | null }): Method {
  return cash.limit !== null && cash.taken + leftMinor > cash.limit ? 'card' : 'cash';
}

/** The next means in the list, up or down, without falling off it. */
export function neighbour(method: Method, step: 1 | -1): Method {
  const at = METHODS.indexOf(method) + step;
  return METHODS[Math.max(0, Math.min(METHODS.length - 1, at))] ?? method;
}
