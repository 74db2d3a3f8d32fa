import * as api from '#lib/api/generated/sdk.gen.ts';
import type { Cash, Close, Count } from './types.ts';

export const till = (signal?: AbortSignal) => api.till({ signal });
/** `reason` only for a day that was closed already. */
export const openDay = (id: string, float: Count[], reason: string) =>
  api.openDay({ body: { id, float, reason } });
export const moveCash = (body: Cash) => api.moveCash({ body });
export const printX = () => api.printX();
export const xReport = (signal?: AbortSignal) => api.xReport({ signal });
export const closeDay = (body: Close) => api.closeDay({ body });
export const openDrawer = (reason: string) => api.openDrawer({ body: { reason } });
export const printer = (signal?: AbortSignal) => api.printer({ signal });
