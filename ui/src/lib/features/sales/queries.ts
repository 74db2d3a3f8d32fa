import { get, post, put, query, remove } from '#lib/api/http.ts';
import { articles, fileAddress, type Article, type PieceRow } from '../stock/index.ts';
import type { Payment } from './tender.ts';
import type { Approval, Cart, Discount, ParkedCart, PieceSummary, Sale } from './types.ts';

export const photoUrl = (id?: string | null): string | null => (id ? fileAddress(id) : null);

/** Pieces and articles whose words, number, barcode or certificate match, the best first. */
export const searchPieces = async (q: string, signal?: AbortSignal): Promise<PieceSummary[]> => {
  type Hit = { piece?: PieceRow; article?: Article };
  const hits = await get<Hit[]>(`/search${query({ q, limit: 20 })}`, signal);
  return hits.flatMap<PieceSummary>(({ piece, article }) =>
    piece ? [summary(piece)] : article ? [article] : []
  );
};

/** A row of the stock as the till shows it. */
const summary = (row: PieceRow): PieceSummary => ({
  ...row,
  photo_id: row.thumbnail_id,
  weight_mg: row.gross_mg,
  state: row.reserved ? 'reserved' : row.state,
  stones: row.stone
    ? [
        {
          kind: row.stone,
          weight_milli_ct: row.stone_weight_milli_ct,
          certificate_number: row.certificate_number
        }
      ]
    : []
});

export const parkedCarts = (signal?: AbortSignal) => get<ParkedCart[]>('/carts/parked', signal);

export const saleByCode = (code: string, signal?: AbortSignal) =>
  get<Sale>(`/sales/by-code/${encodeURIComponent(code)}`, signal);

/** The till's open cart, after a crash as before; null when there is none. */
export const currentCart = () => get<Cart | null>('/carts/current');
/** The till's open cart: the one it has, or a new one with this id. */
export const openCart = (id: string) => post<Cart>('/carts', { id });
/** A number, barcode or certificate number, scanned or typed. */
export const addCode = (cart: string, line_id: string, code: string) =>
  post<Cart>(`/carts/${cart}/lines`, { id: line_id, code });
/** A piece or article found by a search. */
export const addThing = (cart: string, line_id: string, thing_id: string) =>
  post<Cart>(`/carts/${cart}/lines`, { id: line_id, thing_id });
export const takeReturn = (cart: string, id: string, sale_id: string, sale_line_id: string) =>
  post<Cart>(`/carts/${cart}/returns`, { id, sale_id, sale_line_id });
export const removeLine = (cart: string, line: string) =>
  remove<Cart>(`/carts/${cart}/lines/${line}`);
export const setQuantity = (cart: string, line: string, quantity: number) =>
  put<Cart>(`/carts/${cart}/lines/${line}/quantity`, { quantity });
export const discountLine = (
  cart: string,
  line: string,
  discount: Discount,
  authorised_by?: Approval
) => put<Cart>(`/carts/${cart}/lines/${line}/discount`, { ...discount, authorised_by });
export const discountCart = (cart: string, discount: Discount, authorised_by?: Approval) =>
  put<Cart>(`/carts/${cart}/discount`, { ...discount, authorised_by });
export const setCustomer = (cart: string, customer_id: string | null) =>
  put<Cart>(`/carts/${cart}/customer`, { customer_id });
export const park = (cart: string, name: string) => post<Cart>(`/carts/${cart}/park`, { name });
export const takeBack = (cart: string) => post<Cart>(`/carts/${cart}/take-back`);
export const addPayment = (cart: string, payment: Payment) =>
  post<Cart>(`/carts/${cart}/payments`, payment);
export const removePayment = (cart: string, id: string) =>
  remove<Cart>(`/carts/${cart}/payments/${id}`);
/** Issues the ticket; `id` is the sale's, made here, so that a repeat is the same sale. */
export const complete = (cart: string, id: string, authorised_by?: Approval) =>
  post<Sale>(`/carts/${cart}/complete`, { id, authorised_by });
/** The first print of a ticket; afterwards each one is a numbered duplicate. */
export const print = (sale: string) => post<void>(`/sales/${sale}/print`);
export const voidSale = (sale: string, id: string, reason: string, authorised_by?: Approval) =>
  post<Sale>(`/sales/${sale}/void`, { id, reason, authorised_by });
/** What is sold without a tag: batch articles marked as favourites. */
export const favourites = async (signal?: AbortSignal): Promise<PieceSummary[]> =>
  (await articles(signal)).filter(({ favourite, active }) => favourite && active);
export const recentSales = (signal?: AbortSignal) =>
  get<Sale[]>(`/sales${query({ limit: 30 })}`, signal);
export const receiptUrl = (sale: string): string => `/api/v1/sales/${sale}/receipt.pdf`;
