import { get, post } from '#lib/api/http.ts';

export type PrintJob = {
  id: string;
  device_name: string;
  kind: string;
  subject?: string | null;
  state: 'waiting' | 'sending' | 'done' | 'failed' | 'unsure' | 'cancelled';
  attempts: number;
  /** Code of the last failure. */
  problem?: string | null;
  created_at: string;
};

export const printJobs = (signal?: AbortSignal) => get<PrintJob[]>('/print/jobs', signal);
export const retryJob = (id: string) => post<void>(`/print/jobs/${id}/retry`);
export const confirmJob = (id: string) => post<void>(`/print/jobs/${id}/confirm`);
export const cancelJob = (id: string) => post<void>(`/print/jobs/${id}/cancel`);
