import { get, post, put, query, remove } from '#lib/api/http.ts';
import type { Payment } from './tender.ts';
import type { Approval, Cart, ParkedCart, PieceSummary, Sale } from './types.ts';

export const photoUrl = (
  id?: string | null,
  size: 'thumbnail' | 'large' = 'thumbnail'
): string | null => (id ? `/api/v1/photos/${id}?size=${size}` : null);

export const searchPieces = (q: string, signal?: AbortSignal) =>
  get<PieceSummary[]>(`/pieces/search${query({ q, limit: 20 })}`, signal);

export const parkedCarts = (signal?: AbortSignal) => get<ParkedCart[]>('/carts/parked', signal);

export const saleByCode = (code: string, signal?: AbortSignal) =>
  get<Sale>(`/sales/by-code/${encodeURIComponent(code)}`, signal);

type Discount = { amount_minor: number; reason: string };

export const currentCart = () => get<Cart | null>('/carts/current');
export const createCart = (id: string) => post<Cart>('/carts', { id });
export const scan = (cart: string, line_id: string, code: string) =>
  post<{ cart?: Cart; ticket?: string }>(`/carts/${cart}/scan`, { line_id, code });
export const addPiece = (cart: string, id: string, piece_id: string) =>
  post<Cart>(`/carts/${cart}/lines`, { id, piece_id });
export const returnLine = (cart: string, id: string, sale_id: string, sale_line_id: string) =>
  post<Cart>(`/carts/${cart}/returns`, { id, sale_id, sale_line_id });
export const removeLine = (cart: string, line: string) =>
  remove<Cart>(`/carts/${cart}/lines/${line}`);
export const setQuantity = (cart: string, line: string, quantity: number) =>
  put<Cart>(`/carts/${cart}/lines/${line}/quantity`, { quantity });
export const discountLine = (cart: string, line: string, to: Discount, approval?: Approval) =>
  put<Cart>(`/carts/${cart}/lines/${line}/discount`, { ...to, approval });
export const discountCart = (cart: string, to: Discount, approval?: Approval) =>
  put<Cart>(`/carts/${cart}/discount`, { ...to, approval });
export const setCustomer = (cart: string, customer_id: string | null) =>
  put<Cart>(`/carts/${cart}/customer`, { customer_id });
export const park = (cart: string, name: string) => post<void>(`/carts/${cart}/park`, { name });
export const takeBack = (cart: string) => post<Cart>(`/carts/${cart}/take-back`);
export const undo = (cart: string) => post<Cart>(`/carts/${cart}/undo`);
export const complete = (cart: string, payments: Payment[]) =>
  post<Sale>(`/carts/${cart}/complete`, { payments });
export const print = (sale: string) => post<void>(`/sales/${sale}/print`);
export const voidSale = (sale: string, id: string, reason: string, approval?: Approval) =>
  post<Sale>(`/sales/${sale}/void`, { id, reason, approval });
export const favourites = (signal?: AbortSignal) =>
  get<PieceSummary[]>('/articles/favourites', signal);
export const recentSales = (signal?: AbortSignal) =>
  get<Sale[]>(`/sales${query({ limit: 30 })}`, signal);
export const receiptUrl = (sale: string): string => `/api/v1/sales/${sale}/receipt.pdf`;
