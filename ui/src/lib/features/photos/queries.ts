import * as api from '#lib/api/generated/sdk.gen.ts';
import { fileBody, newId } from '#lib/api/http.ts';

export type { PhotoBatch, PhotoMatch } from '#lib/api/generated/types.gen.ts';

export const matchPhotos = (names: string[]) => api.matchPhotos({ body: { names } });
export const photoBatches = (signal?: AbortSignal) => api.photoBatches({ signal });
export const startPhotos = () => api.startPhotos({ body: { id: newId() } });
export const addBatchPhoto = async (id: string, file: File) =>
  api.addBatchPhoto({ path: { id }, ...(await fileBody(file)) });
export const undoPhotos = (id: string) => api.undoPhotos({ path: { id } });
