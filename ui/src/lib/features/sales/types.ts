import type { Payment } from './tender.ts';

/** The shapes the till works with, as the server gives them. */
export type Stone = {
  /** Of the closed vocabulary: `diamond`, `sapphire`… */
  kind?: string | null;
  laboratory_grown?: boolean;
  treatment?: string | null;
  shape?: string | null;
  weight_milli_ct?: number | null;
  colour?: string | null;
  clarity?: string | null;
  laboratory?: string | null;
  certificate_number?: string | null;
  count?: number | null;
};

export type PieceSummary = {
  id: string;
  number: string;
  title: string;
  photo_id?: string | null;
  metal?: string | null;
  colour?: string | null;
  fineness?: number | null;
  weight_mg?: number | null;
  size?: string | null;
  stones?: Stone[];
  price_minor?: number | null;
  state?: string;
  place?: string | null;
};

export type CartLine = {
  id: string;
  kind?: string;
  title: string;
  number?: string | null;
  piece?: PieceSummary | null;
  quantity: number;
  unit_price_minor: number;
  discount_minor: number;
  /** The percentage it was given as, in basis points; 0: given as an amount. */
  discount_bp?: number;
  discount_reason?: string | null;
  total_minor: number;
  /** Set on a returned line: the ticket it comes from. */
  returned_ticket?: string | null;
  returned_line_id?: string | null;
};

export type CartCustomer = { id: string; name: string };

export type Cart = {
  id: string;
  version: number;
  lines: CartLine[];
  customer?: CartCustomer | null;
  discount_minor: number;
  /** The percentage it was given as, in basis points; 0: given as an amount. */
  discount_bp?: number;
  discount_reason?: string | null;
  total_minor: number;
  name?: string | null;
  parked_at?: string | null;
  /** Prepared at the till; they become the sale's when it is completed. */
  payments: Payment[];
  /** What the law lets this customer pay in cash; null when no rule says so. */
  cash_limit_minor: number | null;
};

/** What is taken off: a percentage or an amount, never both. Neither takes it back. */
export type Discount = { discount_bp: number; discount_minor: number; reason: string };

/** A manager's word for what the seller may not do alone. */
export type Approval = { user_id: string; pin: string };

export type ParkedCart = {
  id: string;
  name?: string | null;
  customer_name?: string | null;
  parked_at: string;
  reserved_until?: string | null;
  line_count: number;
  total_minor: number;
};

export type SaleLine = {
  id: string;
  title: string;
  number?: string | null;
  photo_id?: string | null;
  quantity: number;
  total_minor: number;
  /** Already brought back, in whole or in part. */
  returned_quantity: number;
};

export type Sale = {
  id: string;
  number: string;
  issued_at: string;
  seller?: string | null;
  lines: SaleLine[];
  payments: { tender: string; amount_minor: number; given_minor?: number | null }[];
  total_minor: number;
  change_minor: number;
  voided_by?: string | null;
  voids?: string | null;
};
