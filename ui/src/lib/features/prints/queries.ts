import * as api from '#lib/api/generated/sdk.gen.ts';

export type { PrintJob } from '#lib/api/generated/types.gen.ts';

export const printJobs = (signal?: AbortSignal) => api.printJobs({ signal });
export const retryJob = (id: string) => api.retryPrint({ path: { id } });
export const confirmJob = (id: string) => api.confirmPrint({ path: { id } });
export const cancelJob = (id: string) => api.cancelPrint({ path: { id } });
