import * as api from '#lib/api/generated/sdk.gen.ts';
import { once } from '#lib/api/http.ts';
import { giveBack, settleUp, takeDeposit } from '../deposit/queries.ts';
import { articles, fileAddress } from '../stock/index.ts';
import type { Approval, Cart, Discount, Payment, PieceRow, PieceSummary } from './types.ts';

export const photoUrl = (id?: string | null): string | null => (id ? fileAddress(id) : null);

/** Pieces and articles whose words, number, barcode or certificate match, the best first. */
export const searchPieces = async (q: string, signal?: AbortSignal): Promise<PieceSummary[]> => {
  const hits = await api.search({ query: { q, limit: 20 }, signal });
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

/** A photo's bytes, for the window that may not ask for it. */
export const photo = async (id: string) =>
  (await api.file({ path: { id }, parseAs: 'blob' })) as Blob;

export const parkedCarts = (signal?: AbortSignal) => api.parkedCarts({ signal });
export const saleByCode = (code: string, signal?: AbortSignal) =>
  api.saleByCode({ path: { code }, signal });

/** The till's open cart, after a crash as before; null when there is none. */
export const currentCart = (): Promise<Cart | null> => api.currentCart();
/** The till's open cart: the one it has, or a new one with this id. */
export const openCart = (id: string) => api.openCart({ body: { id } });
/** A number, barcode or certificate number, scanned or typed. */
export const addCode = (cart: string, id: string, code: string) =>
  api.addLine({ path: { id: cart }, body: { id, code } });
/** A piece or article found by a search. */
export const addThing = (cart: string, id: string, thing_id: string) =>
  api.addLine({ path: { id: cart }, body: { id, thing_id } });
export const takeReturn = (cart: string, id: string, sale_id: string, sale_line_id: string) =>
  api.takeReturn({ path: { id: cart }, body: { id, sale_id, sale_line_id } });
export { giveBack, settleUp, takeDeposit };
export const removeLine = (cart: string, line: string) =>
  api.removeLine({ path: { id: cart, line } });
export const setQuantity = (cart: string, line: string, quantity: number) =>
  api.setQuantity({ path: { id: cart, line }, body: { quantity } });
export const discountLine = (
  cart: string,
  line: string,
  discount: Discount,
  authorised_by?: Approval
) => api.discountLine({ path: { id: cart, line }, body: { ...discount, authorised_by } });
export const discountCart = (cart: string, discount: Discount, authorised_by?: Approval) =>
  api.discountCart({ path: { id: cart }, body: { ...discount, authorised_by } });
/** Another price than the stock's; the stock's own takes the change back. */
export const overridePrice = (
  cart: string,
  line: string,
  unit_price_minor: number,
  reason: string,
  authorised_by?: Approval
) =>
  api.overridePrice({
    path: { id: cart, line },
    body: { unit_price_minor, reason, authorised_by }
  });
export const setCustomer = (cart: string, customer_id: string | null) =>
  api.setCustomer({ path: { id: cart }, body: { customer_id } });
export const park = (cart: string, name: string) =>
  api.parkCart({ path: { id: cart }, body: { name } });
export const takeBack = (cart: string) => api.takeBackCart({ path: { id: cart } });
export const addPayment = (cart: string, payment: Payment) =>
  api.addPayment({ path: { id: cart }, body: payment });
export const removePayment = (cart: string, payment: string) =>
  api.removePayment({ path: { id: cart, payment } });
/**
 * Issues the ticket; `id` is the sale's, made here, and the command's key: a repeat is the same sale.
 */
export const complete = (cart: string, id: string, authorised_by?: Approval) =>
  api.completeSale({ path: { id: cart }, body: { id, authorised_by }, headers: once(id) });
export const saleById = (id: string) => api.sale({ path: { id } });
/**
 * Prints a ticket: the original where it has not come out, a numbered duplicate afterwards. Answers
 * with what waits for the printer.
 */
export const print = (id: string) => api.printSale({ path: { id } });
export const voidSale = (sale: string, id: string, reason: string, authorised_by?: Approval) =>
  api.voidSale({ path: { id: sale }, body: { id, reason, authorised_by }, headers: once(id) });
/** What is sold without a tag: batch articles marked as favourites. */
export const favourites = async (signal?: AbortSignal): Promise<PieceSummary[]> =>
  (await articles(signal)).filter(({ favourite, active }) => favourite && active);
export const recentSales = (signal?: AbortSignal) => api.sales({ query: { limit: 30 }, signal });
/** The paper as the printer would give it. */
export const receiptPicture = (sale: string): string => `/api/v1/sales/${sale}/receipt.svg`;
export const receiptUrl = (sale: string): string => `/api/v1/sales/${sale}/receipt.pdf`;
export const evaluationUrl = (sale: string): string => `/api/v1/sales/${sale}/evaluation.pdf`;

/** The stock's price of today, which needs no reason. */
export const takeNewPrice = (cart: string, line: string, unit_price_minor: number) =>
  api.overridePrice({ path: { id: cart, line }, body: { unit_price_minor, reason: '' } });
