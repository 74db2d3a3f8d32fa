import { get, query } from '#lib/api/http.ts';
import type { ParkedCart, PieceSummary, Sale } from './types.ts';

export const photoUrl = (
  id?: string | null,
  size: 'thumbnail' | 'large' = 'thumbnail'
): string | null => (id ? `/api/v1/photos/${id}?size=${size}` : null);

export const searchPieces = (q: string, signal?: AbortSignal) =>
  get<PieceSummary[]>(`/pieces/search${query({ q, limit: 20 })}`, signal);

export const parkedCarts = (signal?: AbortSignal) => get<ParkedCart[]>('/carts/parked', signal);

export const saleByCode = (code: string, signal?: AbortSignal) =>
  get<Sale>(`/sales/by-code/${encodeURIComponent(code)}`, signal);
