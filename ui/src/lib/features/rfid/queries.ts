import * as api from '#lib/api/generated/sdk.gen.ts';

export const readers = (signal?: AbortSignal) => api.readers({ signal });
/** What a reader of the settings sees in one second. */
export const fieldTags = (id: string, signal?: AbortSignal) =>
  api.fieldTags({ path: { id }, signal });

export const pieceTag = (id: string, signal?: AbortSignal) =>
  api.pieceTag({ path: { id }, signal });
/** Ties the one tag in the reader's field. */
export const tieTag = (id: string, device_id: string, reason: string) =>
  api.tieTag({ path: { id }, body: { device_id, reason } });
/** Ties a tag whose code is known; null takes the piece's tag off. */
export const bindTag = (id: string, epc: string | null, reason: string) =>
  api.bindTag({ path: { id }, body: { epc, reason } });

export const readerAtWork = (id: string, signal?: AbortSignal) =>
  api.stocktakeReader({ path: { id }, signal });
export const startReader = (id: string, device_id: string, place: string) =>
  api.startReader({ path: { id }, body: { device_id, place_id: place || null } });
export const stopReader = (id: string) => api.stopReader({ path: { id } });
