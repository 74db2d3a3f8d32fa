import { download } from '#lib/api/download.ts';
import * as api from '#lib/api/generated/sdk.gen.ts';
import { fileBody, newId } from '#lib/api/http.ts';
import type { AcceptedLine, DraftPiece, PieceParts, SaveFormula } from './types.ts';

export const rates = (metal: string, months: number, signal?: AbortSignal) =>
  api.metalRates({ query: { metal, months }, signal });
export const ratesToday = (signal?: AbortSignal) => api.metalRatesToday({ signal });

export type RateInput = {
  metal: string;
  source: string;
  on: string;
  price_micro: number;
  unit: string;
  corrects: string | null;
  sure: boolean;
};
export const enterRate = (body: RateInput) => api.enterRate({ body: { id: newId(), ...body } });

/** What a file cannot say of itself. */
export type FileOf = { metal: string; source: string; unit: string };
export const previewRates = async (query: FileOf, file: File) =>
  api.previewRates({ query, ...(await fileBody(file)) });
export const importRates = async (query: FileOf, file: File) =>
  api.importRates({ query, ...(await fileBody(file)) });

export const formulas = (signal?: AbortSignal) => api.priceFormulas({ signal });
export const saveFormula = (family: string, body: SaveFormula) =>
  api.saveFormula({ path: { id: family }, body });

export const stoneLists = (signal?: AbortSignal) => api.stoneLists({ signal });
export const previewStones = async (factor_bp: number, file: File) =>
  api.previewStoneList({ query: { factor_bp }, ...(await fileBody(file)) });
export const importStones = async (factor_bp: number, file: File) =>
  api.importStoneList({ query: { factor_bp }, ...(await fileBody(file)) });

export const withdrawStones = (id: string) => api.withdrawStoneList({ path: { id } });

export const piecePricing = (id: string, signal?: AbortSignal) =>
  api.piecePricing({ path: { id }, signal });
export const savePiecePricing = (id: string, body: PieceParts) =>
  api.savePiecePricing({ path: { id }, body });

/** What the formula would make of a piece that is not entered yet. */
export const workPrice = (body: DraftPiece, signal?: AbortSignal) =>
  api.workPrice({ body, signal });

export const previewRepricing = (signal?: AbortSignal) => api.previewRepricing({ signal });
export const reprice = (lines: AcceptedLine[], note: string) =>
  api.reprice({ body: { id: newId(), lines, note } });
export const repricings = (signal?: AbortSignal) => api.repricings({ signal });
export const repricing = (id: string, signal?: AbortSignal) =>
  api.repricing({ path: { id }, signal });
export const undoRepricing = (id: string) =>
  api.undoRepricing({ path: { id }, body: { id: newId(), note: '' } });

export const position = (on: string, signal?: AbortSignal) =>
  api.metalPosition({ query: { on: on || null }, signal });
export const keepPosition = (on: string, name: string) =>
  download(api.metalPositionCsv({ query: { on: on || null }, parseAs: 'blob' }), name);
