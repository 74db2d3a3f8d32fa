import { get, post, put, remove, upload } from '#lib/api/http.ts';
import type { DryRun, Import, ImportSheet, Mapping } from './types.ts';

export const imports = (signal?: AbortSignal) => get<Import[]>('/imports', signal);
export const oneImport = (id: string, signal?: AbortSignal) =>
  get<ImportSheet>(`/imports/${id}`, signal);
export const startImport = (file: File) => upload<Import>('POST', '/imports', file);
export const setMapping = (id: string, version: number, mapping: Mapping) =>
  put<Import>(`/imports/${id}/mapping`, { version, ...mapping });
export const dryRun = (id: string) => post<DryRun>(`/imports/${id}/check`);
export const commitImport = (id: string) => post<Import>(`/imports/${id}/commit`);
export const cancelImport = (id: string) => post<Import>(`/imports/${id}/cancel`);
export const undoImport = (id: string) => post<Import>(`/imports/${id}/undo`);
export const dropImport = (id: string) => remove<void>(`/imports/${id}`);
