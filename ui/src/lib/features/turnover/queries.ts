import * as api from '#lib/api/generated/sdk.gen.ts';

/** What was sold from one day to another, both included. */
export const turnover = (by: string, from: string, until: string, signal?: AbortSignal) =>
  api.turnover({ query: { by, from, until }, signal });
