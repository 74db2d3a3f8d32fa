import { Problem } from '#lib/api/problem.ts';

/** Somebody else has to answer for it: who asks may not, or not alone. */
export const needsSecond = (refused: unknown): boolean =>
  refused instanceof Problem && ['right.missing', 'repair.second_person'].includes(refused.code);
