import { get, post } from '#lib/api/http.ts';
import type { Closing, PrinterState, Report, TillState } from './types.ts';

type Counts = { value_minor: number; count: number }[];

/** The tally as the wire wants it: only what was counted. */
export const tally = (counts: Record<number, number>): Counts =>
  Object.entries(counts)
    .map(([value, count]) => ({ value_minor: Number(value), count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.value_minor - a.value_minor);

export const till = (signal?: AbortSignal) => get<TillState>('/till', signal);
/** `reason` only for a day that was closed already. */
export const openDay = (id: string, float: Counts, reason: string) =>
  post<TillState>('/till/open', { id, float, reason });
export const moveCash = (body: {
  id: string;
  direction: 'in' | 'out';
  amount_minor: number;
  reason: string;
}) => post<void>('/till/cash', body);
export const xReport = (signal?: AbortSignal) => get<Report>('/till/x', signal);
export const closeDay = (body: { id: string; counted: Counts; reason: string | null }) =>
  post<Closing>('/till/close', body);
export const openDrawer = () => post<void>('/drawer/open');
export const printer = (signal?: AbortSignal) => get<PrinterState>('/printer', signal);
