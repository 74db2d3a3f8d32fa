import * as api from '#lib/api/generated/sdk.gen.ts';
import { fileBody, newId } from '#lib/api/http.ts';

export type { Paper } from '#lib/api/generated/types.gen.ts';

export const papersOf = (piece: string, signal?: AbortSignal) =>
  api.piecePapers({ path: { id: piece }, signal });
export const attachPaper = async (piece: string, kind: string, note: string, file: File) =>
  api.attachPaper({
    path: { id: piece },
    query: { id: newId(), kind, note },
    ...(await fileBody(file))
  });
export const takeOffPaper = (id: string, reason: string) =>
  api.takeOffPaper({ path: { id }, body: { reason } });
export const putBackPaper = (id: string) => api.putBackPaper({ path: { id } });
export const paperAddress = (file: string) => `/api/v1/files/${file}`;
