import * as m from '#lib/paraglide/messages.js';

const METHODS: Record<string, () => string> = {
  cash: m.pay_cash,
  card: m.pay_card,
  cheque: m.pay_cheque,
  transfer: m.pay_transfer
};
const REGIMES: Record<string, () => string> = {
  normal: m.vat_normal,
  standard: m.vat_normal,
  margin: m.vat_margin,
  exempt: m.vat_exempt,
  exempt_gold: m.vat_exempt
};

export const methodWord = (method: string): string => METHODS[method]?.() ?? method;
export const regimeWord = (regime: string): string => REGIMES[regime]?.() ?? regime;

const JOBS: Record<string, () => string> = {
  waiting: m.job_waiting,
  sending: m.job_printing,
  failed: m.job_failed,
  unsure: m.job_unsure,
  done: m.job_done,
  cancelled: m.job_cancelled
};
const DOCUMENTS: Record<string, () => string> = {
  receipt: m.paper_receipt,
  duplicate: m.paper_duplicate,
  report: m.paper_report,
  slip: m.paper_slip
};
export const jobWord = (state: string): string => JOBS[state]?.() ?? state;
export const documentWord = (kind: string): string => DOCUMENTS[kind]?.() ?? kind;
