import { Problem } from './problem.ts';

/** Somebody else has to answer for it: who asks may not, or not alone. */
export const needsSecond = (refused: unknown): boolean =>
  refused instanceof Problem && ['right.missing', 'right.second_person'].includes(refused.code);
