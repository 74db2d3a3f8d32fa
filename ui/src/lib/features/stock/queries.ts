import * as api from '#lib/api/generated/sdk.gen.ts';
import { fileBody } from '#lib/api/http.ts';
import type {
  CreatePiece,
  EditPiece,
  Filter,
  SaveArticle,
  SavePlace,
  SaveSupplier,
  SaveVariant,
  SetStone,
  TakeOut
} from './types.ts';

const PAGE = 100;

/** A page of the stock; the server searches, filters and sorts. */
export const listPieces = (filter: Filter, after: string | undefined, signal?: AbortSignal) =>
  api.pieces({
    query: {
      q: filter.q || null,
      family: filter.family || null,
      place: filter.place || null,
      supplier: filter.supplier || null,
      metal: filter.metal || null,
      state: filter.state === 'all' ? null : filter.state || null,
      sort: filter.sort || null,
      descending: filter.descending || null,
      limit: PAGE,
      after
    },
    signal
  });

export const piece = (id: string, signal?: AbortSignal) => api.piece({ path: { id }, signal });
/** The custom orders that keep a piece, or some of an article. */
export const keptFor = (id: string, signal?: AbortSignal) => api.keptFor({ path: { id }, signal });
export const movements = (id: string, signal?: AbortSignal) =>
  api.pieceMovements({ path: { id }, signal });
/** Numbers that are free, counted on from the newest. */
export const pieceNumbers = (signal?: AbortSignal) =>
  api.pieceNumbers({ query: { count: 1 }, signal });
export const createPiece = (body: CreatePiece) => api.createPiece({ body });
export const editPiece = (id: string, body: EditPiece) => api.editPiece({ path: { id }, body });
export const movePiece = (id: string, place_id: string) =>
  api.movePiece({ path: { id }, body: { place_id } });
export const withdrawPiece = (id: string, note: string) =>
  api.withdrawPiece({ path: { id }, body: { note } });
export const setStone = (id: string, body: SetStone) => api.setStone({ path: { id }, body });
export const takeOutStone = (id: string, body: TakeOut) => api.takeOutStone({ path: { id }, body });
export const byCode = (code: string) => api.stockByCode({ path: { code } });
export const bringBackPiece = (id: string, place_id: string, note: string) =>
  api.bringBackPiece({ path: { id }, body: { place_id, note } });

export const addPhoto = async (id: string, file: File) =>
  api.addPhoto({ path: { id }, ...(await fileBody(file)) });
export const removePhoto = (id: string, file_id: string) =>
  api.removePhoto({ path: { id, file_id } });
export const attachCertificate = async (id: string, component: string, file: File) =>
  api.setCertificate({ path: { id, component }, ...(await fileBody(file)) });
export const fileAddress = (id: string) => `/api/v1/files/${id}`;

export const families = (signal?: AbortSignal) => api.families({ signal });
export const places = (signal?: AbortSignal) => api.places({ signal });
export const suppliers = (signal?: AbortSignal) => api.suppliers({ signal });
export const createPlace = (body: SavePlace) => api.createPlace({ body });
export const editPlace = (id: string, body: SavePlace) => api.editPlace({ path: { id }, body });
export const createSupplier = (body: SaveSupplier) => api.createSupplier({ body });
export const editSupplier = (id: string, body: SaveSupplier) =>
  api.editSupplier({ path: { id }, body });

export const unmarked = (signal?: AbortSignal) => api.unmarkedPieces({ signal });

export const createVariant = (model: string, body: SaveVariant) =>
  api.createVariant({ path: { id: model }, body });
export const editVariant = (id: string, body: SaveVariant) =>
  api.editVariant({ path: { id }, body });
export const mergeVariant = (id: string, version: number) =>
  api.mergeVariant({ path: { id }, body: { version } });
export const restoreVariant = (id: string, version: number) =>
  api.restoreVariant({ path: { id }, body: { version } });
export const sortOut = (id: string, to_id: string, quantity: number) =>
  api.sortOut({ path: { id }, body: { to_id, quantity } });
export const articleMovements = (id: string, signal?: AbortSignal) =>
  api.articleMovements({ path: { id }, signal });
export const articles = (signal?: AbortSignal) => api.articles({ signal });
export const createArticle = (body: SaveArticle) => api.createArticle({ body });
export const editArticle = (id: string, body: SaveArticle) =>
  api.editArticle({ path: { id }, body });
export const receiveArticle = (id: string, quantity: number, document: string | null) =>
  api.receiveArticle({ path: { id }, body: { quantity, document } });
export const correctArticle = (id: string, counted: number) =>
  api.correctArticle({ path: { id }, body: { counted } });
