import * as m from '#lib/paraglide/messages.js';

/** The papers that bear words of the shop's own. */
export const PAPERS = ['receipt', 'claim', 'return'] as const;
export type Paper = (typeof PAPERS)[number];

const WORDS: Record<Paper, () => string> = {
  receipt: m.wording_receipt,
  claim: m.wording_claim,
  return: m.wording_return
};
export const paperWord = (paper: Paper): string => WORDS[paper]();
