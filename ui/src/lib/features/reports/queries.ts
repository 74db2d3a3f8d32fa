import { download } from '#lib/api/download.ts';
import * as api from '#lib/api/generated/sdk.gen.ts';

export const closings = (signal?: AbortSignal) => api.closings({ signal });
/** Months and years that have ended and are not closed. */
export const duePeriods = (signal?: AbortSignal) => api.duePeriods({ signal });
export const closePeriods = () => api.closePeriods();
export const closingPdf = (id: string) => `/api/v1/closings/${id}/pdf`;
export const closingPreview = (id: string) => `/api/v1/closings/${id}/preview`;
export const printClosing = (id: string) => api.printClosing({ path: { id } });
export const verifyJournal = () => api.verifyJournal();
export const exportJournal = () =>
  download(api.exportJournal({ parseAs: 'blob' }), 'journal.jsonl');
