/** The journal's chains and what can be wrong with a record, in words. */
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
