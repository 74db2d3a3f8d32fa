/** The words of purchasing, by the codes of the server. */
import * as m from '#lib/paraglide/messages.js';

type Tone = 'plain' | 'ok' | 'warn' | 'danger' | 'accent';
type Said = { label: () => string; tone: Tone };

const STAGES: Record<string, Said> = {
  draft: { label: m.purchase_stage_draft, tone: 'plain' },
  sent: { label: m.purchase_stage_sent, tone: 'accent' },
  part: { label: m.purchase_stage_part, tone: 'warn' },
  received: { label: m.purchase_stage_received, tone: 'ok' },
  cancelled: { label: m.purchase_stage_cancelled, tone: 'plain' },
  closed: { label: m.purchase_stage_closed, tone: 'plain' }
};
const INVOICE: Record<string, Said> = {
  open: { label: m.purchase_invoice_open, tone: 'accent' },
  settled: { label: m.purchase_invoice_paid, tone: 'ok' },
  reversed: { label: m.purchase_reversed, tone: 'plain' }
};
const RETURN: Record<string, Said> = {
  open: { label: m.purchase_return_open, tone: 'accent' },
  settled: { label: m.purchase_return_credited, tone: 'ok' },
  reversed: { label: m.purchase_reversed, tone: 'plain' }
};
const of = (said: Record<string, Said>) => (code: string) =>
  said[code] ?? { label: () => code, tone: 'plain' as const };
export const stageOf = of(STAGES);
export const invoiceOf = of(INVOICE);
export const returnOf = of(RETURN);

const STEPS: Record<string, () => string> = {
  sent: m.purchase_step_sent,
  reopened: m.purchase_step_reopened,
  cancelled: m.purchase_step_cancelled,
  closed: m.purchase_step_closed,
  resumed: m.purchase_step_resumed,
  paid: m.purchase_step_paid,
  unpaid: m.purchase_step_unpaid,
  credited: m.purchase_step_credited,
  uncredited: m.purchase_step_uncredited,
  reversed: m.purchase_step_reversed
};
export const stepWord = (step: string): string => STEPS[step]?.() ?? step;

const OUTCOMES: Record<string, () => string> = {
  carried: m.purchase_outcome_carried,
  sold: m.purchase_outcome_sold,
  parts: m.purchase_outcome_parts,
  gone: m.purchase_outcome_gone
};
/** What became of the cost on the sheet; nothing where it was the same. */
export const outcomeWord = (outcome: string): string => OUTCOMES[outcome]?.() ?? '';

const MEANS: Record<string, () => string> = {
  transfer: m.purchase_means_transfer,
  cheque: m.purchase_means_cheque,
  card: m.purchase_means_card,
  direct_debit: m.purchase_means_direct_debit,
  cash: m.purchase_means_cash,
  other: m.purchase_means_other
};
export const means = () =>
  Object.entries(MEANS).map(([value, label]) => ({ value, label: label() }));
export const meansWord = (code: string): string => MEANS[code]?.() ?? code;
