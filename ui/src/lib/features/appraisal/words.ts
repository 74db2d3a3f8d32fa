/** The words of appraisals, by the codes of the server. */
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Bilingual } from './types.ts';

type Tone = 'plain' | 'ok' | 'warn' | 'danger' | 'accent';
type Word = { label: () => string; tone: Tone };

const STANDINGS: Record<string, Word> = {
  draft: { label: m.appraisal_draft, tone: 'accent' },
  issued: { label: m.appraisal_issued, tone: 'ok' },
  expired: { label: m.appraisal_expired, tone: 'warn' },
  superseded: { label: m.appraisal_superseded, tone: 'plain' },
  withdrawn: { label: m.appraisal_withdrawn, tone: 'danger' },
  cancelled: { label: m.appraisal_cancelled, tone: 'plain' }
};
export const STANDING_CODES = Object.keys(STANDINGS);
export const standingOf = (code: string): Word =>
  STANDINGS[code] ?? { label: () => code, tone: 'plain' };

const KINDS: Record<string, () => string> = {
  insurance: m.appraisal_kind_insurance,
  estate: m.appraisal_kind_estate,
  sale: m.appraisal_kind_sale,
  comparison: m.appraisal_kind_comparison
};
export const KIND_CODES = Object.keys(KINDS);
export const kindWord = (code: string): string => KINDS[code]?.() ?? code;

const BASES: Record<string, () => string> = {
  metal_rate: m.appraisal_basis_metal_rate,
  price_list: m.appraisal_basis_price_list,
  market: m.appraisal_basis_market,
  replacement: m.appraisal_basis_replacement,
  auction: m.appraisal_basis_auction,
  invoice: m.appraisal_basis_invoice,
  estimate: m.appraisal_basis_estimate
};
export const bases = () =>
  Object.entries(BASES).map(([value, label]) => ({ value, label: label() }));

const HOLDERS: Record<string, () => string> = {
  shop: m.appraisal_held_shop,
  customer: m.appraisal_held_customer,
  other: m.appraisal_held_other
};
export const holders = () =>
  Object.entries(HOLDERS).map(([value, label]) => ({ value, label: label() }));

const ENTRIES: Record<string, () => string> = {
  created: m.appraisal_entry_created,
  issued: m.appraisal_issued,
  cancelled: m.appraisal_cancelled,
  reopened: m.appraisal_entry_reopened,
  superseded: m.appraisal_superseded,
  withdrawn: m.appraisal_withdrawn,
  fee: m.appraisal_entry_fee,
  paid: m.appraisal_entry_paid,
  unpaid: m.appraisal_entry_unpaid
};
export const entryWord = (code: string): string => ENTRIES[code]?.() ?? code;

/** A text of a template in the language of the screen. */
export const said = (text: Bilingual): string => text[locale.current] || text.fr;

const ESTATE_ENTRIES: Record<string, () => string> = {
  created: m.estate_entry_created,
  changed: m.estate_entry_changed,
  added: m.estate_entry_added,
  taken_out: m.estate_entry_taken_out,
  put_back: m.estate_entry_put_back,
  issued: m.estate_entry_issued,
  fees: m.estate_entry_fees,
  closed: m.estate_entry_closed,
  reopened: m.estate_entry_reopened
};
export const estateEntryWord = (code: string): string => ESTATE_ENTRIES[code]?.() ?? code;
