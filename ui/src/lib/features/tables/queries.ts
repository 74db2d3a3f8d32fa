import { download } from '#lib/api/download.ts';
import * as api from '#lib/api/generated/sdk.gen.ts';
import { newId } from '#lib/api/http.ts';
import type { Filter } from '#lib/features/stock/index.ts';
import type { Choice } from '#lib/ui/choice.svelte.ts';
import type { BulkWanted, ExportColumn, PieceFilter, PieceSelection, StockView } from './types.ts';

/** The table's filter as the server takes it. */
export const filterOf = (filter: Filter): PieceFilter => ({
  q: filter.q || null,
  family: filter.family || null,
  place: filter.place || null,
  supplier: filter.supplier || null,
  metal: filter.metal || null,
  state: filter.state === 'all' ? null : filter.state || null,
  sort: filter.sort || null,
  descending: filter.descending
});

/** What is chosen; nothing chosen is all that the filter finds. */
export const selectionOf = (choice: Choice, filter: Filter): PieceSelection =>
  choice.all || choice.ids.size === 0
    ? { filter: filterOf(filter), except: [...choice.ids] }
    : { piece_ids: [...choice.ids] };

export const chosenPieces = async (selection: PieceSelection) =>
  (await api.chosenPieces({ body: selection })).piece_ids;

export const drawUp = (selection: PieceSelection, wanted: BulkWanted) =>
  api.drawUpBulk({ body: { id: newId(), selection, ...wanted } });
export const bulks = (signal?: AbortSignal) => api.bulkEdits({ signal });
export const bulk = (id: string, signal?: AbortSignal) => api.bulkEdit({ path: { id }, signal });
export const bulkLines = (id: string, kept: boolean, after?: number, signal?: AbortSignal) =>
  api.bulkLines({ path: { id }, query: { kept, after }, signal });
export const bulkPieces = async (id: string) => (await api.bulkPieces({ path: { id } })).piece_ids;
export const applyBulk = (id: string) => api.applyBulk({ path: { id } });
export const stopBulk = (id: string) => api.stopBulk({ path: { id } });
export const dropBulk = (id: string) => api.dropBulk({ path: { id } });
export const undoBulk = (id: string) => api.undoBulk({ path: { id }, body: { id: newId() } });

export const views = (signal?: AbortSignal) => api.stockViews({ signal });
export type ViewOf = Omit<StockView, 'id' | 'version' | 'first' | 'user_id' | 'user_name'>;
export const saveView = (id: string, version: number, of: ViewOf) =>
  api.saveStockView({ path: { id }, body: { version, ...of } });
export const deleteView = (id: string) => api.deleteStockView({ path: { id } });
export const openWith = (view_id: string | null) => api.openWithView({ body: { view_id } });

export const exportPieces = (
  selection: PieceSelection,
  format: 'csv' | 'xlsx',
  language: string,
  columns: ExportColumn[],
  words: Record<string, string>,
  name: string
) =>
  download(
    api.exportPieces({
      body: { selection, format, language, columns, words },
      parseAs: 'blob'
    }),
    name
  );
