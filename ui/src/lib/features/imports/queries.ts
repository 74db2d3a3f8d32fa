import * as api from '#lib/api/generated/sdk.gen.ts';
import { fileBody } from '#lib/api/http.ts';
import type { Mapping } from './types.ts';

export const imports = (signal?: AbortSignal) => api.imports({ signal });
export const oneImport = (id: string, signal?: AbortSignal) =>
  api.import_({ path: { id }, signal });
export const startImport = async (file: File) => api.startImport(await fileBody(file));
export const setMapping = (id: string, version: number, mapping: Mapping) =>
  api.setMapping({ path: { id }, body: { version, ...mapping } });
export const dryRun = (id: string) => api.checkImport({ path: { id } });
export const commitImport = (id: string) => api.commitImport({ path: { id } });
export const cancelImport = (id: string) => api.cancelImport({ path: { id } });
export const undoImport = (id: string) => api.undoImport({ path: { id } });

export const importFigures = (id: string, signal?: AbortSignal) =>
  api.importFigures({ path: { id }, signal });

export const importPictures = (id: string, signal?: AbortSignal) =>
  api.importPictures({ path: { id }, signal });
export const retryPictures = (id: string) => api.retryImportPictures({ path: { id } });
export const stopPictures = (id: string) => api.stopImportPictures({ path: { id } });
/** Whether pictures may come from the shop's own network. */
export const privateAllowed = async (signal?: AbortSignal) =>
  (await api.settings({ signal })).pictures_from_private_addresses ?? false;
export const allowPrivate = (allowed: boolean) =>
  api.setSettings({ body: { pictures_from_private_addresses: allowed } });

export const keptMappings = (signal?: AbortSignal) => api.keptMappings({ signal });
export const keepMapping = (id: string, version: number, name: string, replace: boolean) =>
  api.keepMapping({ path: { id }, body: { version, name, replace } });
export const useMapping = (id: string, version: number, mapping_id: string) =>
  api.useMapping({ path: { id }, body: { version, mapping_id } });
export const forgetMapping = (id: string) => api.forgetMapping({ path: { id } });
