import * as api from '#lib/api/generated/sdk.gen.ts';

/** What the stock was worth when this day ended; an empty day is today. */
export const valuation = (by: string, on: string, signal?: AbortSignal) =>
  api.valuation({ query: { by, on: on || null }, signal });
