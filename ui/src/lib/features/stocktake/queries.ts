import * as api from '#lib/api/generated/sdk.gen.ts';
import type { Action, Approval, StocktakeLine } from './types.ts';

const PAGE = 100;

export const stocktakes = (signal?: AbortSignal) => api.stocktakes({ signal });
export const stocktake = (id: string, signal?: AbortSignal) =>
  api.stocktake({ path: { id }, signal });
export const startStocktake = (body: {
  id: string;
  scope: string;
  scope_id: string | null;
  note: string;
}) => api.startStocktake({ body });

/** A page of lines: of one status, or whatever waits for a decision. */
export const lines = (
  id: string,
  query: { status: string | null; open: boolean },
  skip: number,
  signal?: AbortSignal
) => api.stocktakeLines({ path: { id }, query: { ...query, skip, limit: PAGE }, signal });

export const readCode = (id: string, code: string, source: 'scanner' | 'typed', place?: string) =>
  api.readStocktake({
    path: { id },
    body: { readings: [{ code, source, place_id: place || null }] }
  });

export const takeBackReading = (id: string, line: StocktakeLine) =>
  api.takeBackReading({
    path: { id },
    body: line.piece_id ? { piece_id: line.piece_id } : { code: line.number }
  });
export const recountStocktake = (id: string) => api.recountStocktake({ path: { id } });

export const settle = (
  id: string,
  settled: StocktakeLine[],
  decision: { action: Action; reason: string; place_id?: string | null },
  approval?: Approval
) =>
  api.settleStocktake({
    path: { id },
    body: {
      piece_ids: settled.flatMap((line) => (line.piece_id ? [line.piece_id] : [])),
      codes: settled.flatMap((line) => (line.piece_id ? [] : [line.number])),
      ...decision,
      authorised_by: approval ?? null
    }
  });
export const closeStocktake = (id: string) => api.closeStocktake({ path: { id } });
export const cancelStocktake = (id: string, reason: string) =>
  api.cancelStocktake({ path: { id }, body: { reason } });
export const correctStocktake = (
  id: string,
  piece_id: string,
  decision: { action: Action; place_id: string | null; reason: string },
  approval?: Approval
) =>
  api.correctStocktake({
    path: { id },
    body: { piece_id, ...decision, authorised_by: approval ?? null }
  });
export const stocktakePdf = (id: string, language: string) =>
  `/api/v1/stocktakes/${id}/pdf?language=${language}`;
export const stocktakeCsv = (id: string, language: string) =>
  `/api/v1/stocktakes/${id}/csv?language=${language}`;
