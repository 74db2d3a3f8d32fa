import { download } from '#lib/api/download.ts';
import * as api from '#lib/api/generated/sdk.gen.ts';
import { newId } from '#lib/api/http.ts';

export type {
  LabelBatch,
  LabelPreview,
  LabelPrinter,
  LabelTemplate
} from '#lib/api/generated/types.gen.ts';

export const labelTemplates = (signal?: AbortSignal) => api.labelTemplates({ signal });
export const labelPrinters = (signal?: AbortSignal) => api.labelPrinters({ signal });
/** The labels as they will come out; without a printer, on paper. */
export const previewLabels = (
  template: string,
  device_id: string | null,
  piece_ids: string[],
  signal?: AbortSignal
) => api.previewLabels({ body: { template, device_id, piece_ids }, signal });
export const printLabels = (template: string, device_id: string, piece_ids: string[]) =>
  api.printLabels({ body: { id: newId(), template, device_id, piece_ids } });
/** Keeps the A4 sheets; `first` places of the first one are used already. */
export const labelSheet = (template: string, piece_ids: string[], first: number, name: string) =>
  download(api.labelSheet({ body: { template, piece_ids, first }, parseAs: 'blob' }), name);
export const labelBatches = (signal?: AbortSignal) => api.labelBatches({ signal });
export const resumeLabels = (id: string) => api.resumeLabels({ path: { id } });
export const cancelLabels = (id: string) => api.cancelLabels({ path: { id } });
export const labelIsOut = (id: string) => api.confirmPrint({ path: { id } });
export const labelAgain = (id: string) => api.retryPrint({ path: { id } });
export const costCode = (signal?: AbortSignal) => api.costCode({ signal });
export const setCostCode = (word: string) => api.setCostCode({ body: { word: word || null } });
/** The piece or batch article with this number, for somebody who types or scans it. */
export const pieceByNumber = async (number: string) => {
  const page = await api.pieces({ query: { q: number, limit: 20 } });
  const same = (one: { number: string; barcode?: string | null }) =>
    [one.number, one.barcode].some((code) => code?.toLowerCase() === number.toLowerCase());
  return page.rows.find(same) ?? (await api.articles()).find(same);
};
