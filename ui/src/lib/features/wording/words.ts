import * as m from '#lib/paraglide/messages.js';

/** The papers that bear words of the shop's own. */
export const PAPERS = [
  'receipt',
  'claim',
  'estimate',
  'return',
  'abandonment',
  'warranty',
  'bench',
  'vendor',
  'quote',
  'metal',
  'evaluation',
  'estate'
] as const;
export type Paper = (typeof PAPERS)[number];

const WORDS: Record<Paper, () => string> = {
  receipt: m.wording_receipt,
  claim: m.wording_claim,
  estimate: m.wording_estimate,
  return: m.wording_return,
  abandonment: m.wording_abandonment,
  warranty: m.wording_warranty,
  bench: m.wording_bench,
  vendor: m.wording_vendor,
  quote: m.wording_quote,
  metal: m.wording_metal,
  evaluation: m.wording_evaluation,
  estate: m.wording_estate
};
export const paperWord = (paper: Paper): string => WORDS[paper]();
