/** What is promised of a task, and why an entry was written, in words. */
import { money, percent } from '#lib/format/index.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';
import type { CommissionEntry, CommissionTerms } from './types.ts';

/** `10 %` or `5,00 €`; nothing where nothing is promised. */
export function termsWord(terms: CommissionTerms | null | undefined): string {
  if (terms?.rate_bp != null) return percent(terms.rate_bp, locale.current);
  if (terms?.amount_minor != null) return money(terms.amount_minor, locale.current);
  return '';
}

const WHAT: Record<string, () => string> = {
  taken_back: m.commission_taken_back,
  correction: m.commission_correction
};
/** By what an entry came to its amount: its rate, or why it was taken back or corrected. */
export const why = (entry: CommissionEntry): string =>
  [
    WHAT[entry.what]?.() ?? (entry.terms.rate_bp == null ? m.commission_amount() : ''),
    entry.what === 'correction' ? '' : termsWord(entry.terms.rate_bp == null ? null : entry.terms),
    entry.reason
  ]
    .filter(Boolean)
    .join(' · ');
