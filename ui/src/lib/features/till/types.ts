/** The day of a till: opened with a float, closed with a Z. */
export type TillDay = {
  id: string;
  opened_at: string;
  /** A day left open: it must be closed before the next sale. */
  forgotten: boolean;
};

export type TillState = {
  id: string;
  name: string;
  day: TillDay | null;
};

/** The totals of an X or a Z. */
export type Report = {
  number?: string | null;
  from: string;
  to?: string | null;
  sale_count: number;
  return_count: number;
  void_count: number;
  discount_minor: number;
  total_minor: number;
  perpetual_minor?: number | null;
  payments: { tender: string; count: number; amount_minor: number }[];
  vat: { rate_bp: number | null; regime: string; base_minor: number; vat_minor: number }[];
  cash_in_minor: number;
  cash_out_minor: number;
};

export type Closing = {
  report: Report;
  expected_minor: number;
  counted_minor: number;
  difference_minor: number;
  chain_ok: boolean;
};

export type PrinterState = {
  state: 'ready' | 'paper_low' | 'paper_out' | 'cover_open' | 'offline' | 'none';
  /** A closer word where there is one. */
  problem?: string | null;
  waiting: number;
};
