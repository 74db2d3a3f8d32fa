import { call, get, patch, post, query, remove, upload } from '#lib/api/http.ts';
import type {
  Article,
  Family,
  Filter,
  Movement,
  Piece,
  PiecePage,
  Place,
  Supplier
} from './types.ts';

const PAGE = 100;

/** A page of the stock; the server searches, filters and sorts. */
export const listPieces = (filter: Filter, after: string | undefined, signal?: AbortSignal) =>
  get<PiecePage>(
    `/stock/pieces${query({
      q: filter.q,
      family: filter.family,
      place: filter.place,
      metal: filter.metal,
      state: filter.state === 'all' ? undefined : filter.state,
      sort: filter.sort,
      descending: filter.descending || undefined,
      limit: PAGE,
      after
    })}`,
    signal
  );

export const piece = (id: string, signal?: AbortSignal) =>
  get<Piece>(`/stock/pieces/${id}`, signal);
export const movements = (id: string, signal?: AbortSignal) =>
  get<Movement[]>(`/stock/pieces/${id}/movements`, signal);
export const createPiece = (body: Record<string, unknown>) => post<Piece>('/stock/pieces', body);
export const editPiece = (id: string, body: Record<string, unknown>) =>
  call<Piece>('PUT', `/stock/pieces/${id}`, body);
export const movePiece = (id: string, place_id: string) =>
  post<void>(`/stock/pieces/${id}/move`, { place_id });
export const withdrawPiece = (id: string, note: string) =>
  post<void>(`/stock/pieces/${id}/withdraw`, { note });
export const bringBackPiece = (id: string, place_id: string, note: string) =>
  post<void>(`/stock/pieces/${id}/bring-back`, { place_id, note });

export const addPhoto = (id: string, file: File) =>
  upload<Piece>('POST', `/stock/pieces/${id}/photos`, file);
export const removePhoto = (id: string, file_id: string) =>
  remove<void>(`/stock/pieces/${id}/photos/${file_id}`);
export const attachCertificate = (id: string, component: string, file: File) =>
  upload<Piece>('PUT', `/stock/pieces/${id}/components/${component}/certificate`, file);
export const fileAddress = (id: string) => `/api/v1/files/${id}`;

export const families = (signal?: AbortSignal) => get<Family[]>('/stock/families', signal);
export const places = (signal?: AbortSignal) => get<Place[]>('/stock/places', signal);
export const suppliers = (signal?: AbortSignal) => get<Supplier[]>('/stock/suppliers', signal);
export const createPlace = (body: Record<string, unknown>) => post<Place>('/stock/places', body);
export const editPlace = (id: string, body: Record<string, unknown>) =>
  patch<Place>(`/stock/places/${id}`, body);
export const createSupplier = (body: Record<string, unknown>) =>
  post<Supplier>('/stock/suppliers', body);
export const editSupplier = (id: string, body: Record<string, unknown>) =>
  patch<Supplier>(`/stock/suppliers/${id}`, body);

export const articles = (signal?: AbortSignal) => get<Article[]>('/stock/articles', signal);
export const createArticle = (body: Record<string, unknown>) =>
  post<Article>('/stock/articles', body);
export const editArticle = (id: string, body: Record<string, unknown>) =>
  patch<Article>(`/stock/articles/${id}`, body);
export const receiveArticle = (id: string, quantity: number, document: string | null) =>
  post<Article>(`/stock/articles/${id}/receive`, { quantity, document });
export const correctArticle = (id: string, counted: number) =>
  post<Article>(`/stock/articles/${id}/correct`, { counted });
