/** What money in advance is called, by the codes of the server. */
import * as m from '#lib/paraglide/messages.js';

export const KINDS = ['acompte', 'arrhes'] as const;
export const kindWord = (code: string): string =>
  code === 'arrhes' ? m.deposit_arrhes() : m.deposit_acompte();
/** What it means for both sides (C. conso. L214-1). */
export const termsOf = (code: string): string =>
  code === 'arrhes' ? m.deposit_arrhes_terms() : m.deposit_acompte_terms();
