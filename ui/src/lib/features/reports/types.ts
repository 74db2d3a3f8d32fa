export type Closing = {
  id: string;
  period: 'day' | 'month' | 'year';
  number: number;
  till_name?: string | null;
  business_on: string;
  user_name?: string | null;
  at: string;
  counted_minor?: number | null;
  expected_minor?: number | null;
  difference_reason: string;
  total_minor: number;
  perpetual_minor: number;
  perpetual_absolute_minor: number;
};

export type Broken = { chain: string; seq: number; fault: string; detail: string };
export type Verified = {
  ok: boolean;
  chains: { chain: string; count: number }[];
  broken?: Broken | null;
};
