import * as m from '#lib/paraglide/messages.js';

/** The reasons shops give most; any other is typed. */
export const REASONS = ['loyal', 'several', 'flaw', 'gesture'] as const;

const WORDS: Record<(typeof REASONS)[number], () => string> = {
  loyal: m.discount_reason_loyal,
  several: m.discount_reason_several,
  flaw: m.discount_reason_flaw,
  gesture: m.discount_reason_gesture
};

export const reasonWord = (reason: (typeof REASONS)[number]): string => WORDS[reason]();
