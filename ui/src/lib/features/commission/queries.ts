import * as api from '#lib/api/generated/sdk.gen.ts';

/** What people earned from one day to another, both included: everybody, or oneself. */
export const commission = (
  span: { from: string; until: string },
  mine: boolean,
  signal?: AbortSignal
) => api.workshopCommission({ query: { ...span, mine }, signal });
export const people = (signal?: AbortSignal) => api.commissionPeople({ signal });
export const correct = (body: Parameters<typeof api.correctCommission>[0]['body']) =>
  api.correctCommission({ body });
