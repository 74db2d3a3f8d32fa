/** The journal's chains, what can be wrong with a record, and the span of a closing, in words. */
import { day, longDay, month } from '#lib/format/index.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';

const CHAINS: Record<string, () => string> = {
  TICKET: m.journal_chain_ticket,
  DUPLICATE: m.journal_chain_duplicate,
  GRANDTOTAL: m.journal_chain_grandtotal,
  JET: m.journal_chain_jet,
  ARCHIVE: m.journal_chain_archive
};
export const chainWord = (chain: string): string => CHAINS[chain.toUpperCase()]?.() ?? chain;

const FAULTS: Record<string, () => string> = {
  gap: m.journal_fault_gap,
  malformed: m.journal_fault_malformed,
  row: m.journal_fault_row,
  unlinked: m.journal_fault_unlinked,
  signature: m.journal_fault_signature,
  head: m.journal_fault_head,
  state: m.journal_fault_state
};
export const faultWord = (fault: string): string => FAULTS[fault]?.() ?? fault;

const METHODS: Record<string, () => string> = {
  cash: m.pay_cash,
  card: m.pay_card,
  cheque: m.pay_cheque,
  transfer: m.pay_transfer
};
export const methodWord = (method: string): string => METHODS[method]?.() ?? method;

type Span = { period: string; business_on: string; until_on: string };
const noon = (on: string) => `${on}T12:00:00`;

/** `dimanche 22 novembre 2026`, `Clôture de novembre 2026`, `Clôture 01/10/2025 – 30/09/2026`. */
export function spanOf({ period, business_on, until_on }: Span): string {
  if (period === 'day') return longDay(noon(business_on), locale.current);
  if (period === 'month') {
    return m.closing_of_month({ month: month(noon(business_on), locale.current) });
  }
  return m.closing_of_year({
    from: day(noon(business_on), locale.current),
    to: day(noon(until_on), locale.current)
  });
}
