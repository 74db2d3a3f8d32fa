import { download } from '#lib/api/download.ts';
import { get, post } from '#lib/api/http.ts';
import type { Closing, Verified } from './types.ts';

export const closings = (signal?: AbortSignal) => get<Closing[]>('/closings', signal);
export const closingPdf = (id: string) => `/api/v1/closings/${id}/pdf`;
export const closingPreview = (id: string) => `/api/v1/closings/${id}/preview`;
export const printClosing = (id: string) => post<void>(`/closings/${id}/print`);
export const verifyJournal = () => post<Verified>('/journal/verify');
export const exportJournal = () => download('GET', '/journal/export', 'journal.jsonl');
