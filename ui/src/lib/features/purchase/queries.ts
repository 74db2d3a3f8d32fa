import * as api from '#lib/api/generated/sdk.gen.ts';
import type {
  CreditPurchaseReturn,
  EnterPurchaseInvoice,
  PayPurchaseInvoice,
  ReceivePurchase,
  SavePurchaseBudget,
  SavePurchaseLimit,
  SavePurchaseOrder,
  SendBackPurchase
} from '#lib/api/generated/types.gen.ts';

export const orders = (supplier: string | null, signal?: AbortSignal) =>
  api.purchaseOrders({ query: { supplier }, signal });
export const order = (id: string, signal?: AbortSignal) =>
  api.purchaseOrder({ path: { id }, signal });
export const saveOrder = (body: SavePurchaseOrder) => api.savePurchaseOrder({ body });
export const stepOrder = (id: string, step: string, reason = '') =>
  api.stepPurchaseOrder({ path: { id }, body: { step, reason } });
export const orderPdf = (id: string, language: string) =>
  `/api/v1/purchase/orders/${id}/pdf?language=${language}`;
export const freeNumbers = (count: number, signal?: AbortSignal) =>
  api.pieceNumbers({ query: { count }, signal });

export const receptions = (signal?: AbortSignal) => api.purchaseReceptions({ signal });
export const receive = (body: ReceivePurchase) => api.receivePurchase({ body });
export const undoReceived = (id: string, reason: string) =>
  api.undoPurchaseReceived({ path: { id }, body: { reason } });
export const trail = (id: string, signal?: AbortSignal) =>
  api.purchaseTrail({ path: { id }, signal });

export const unbilled = (supplier: string, signal?: AbortSignal) =>
  api.purchaseUnbilled({ path: { id: supplier }, signal });
export const invoices = (signal?: AbortSignal) => api.purchaseInvoices({ signal });
export const enterInvoice = (body: EnterPurchaseInvoice) => api.enterPurchaseInvoice({ body });
export const payInvoice = (id: string, body: PayPurchaseInvoice) =>
  api.payPurchaseInvoice({ path: { id }, body });
export const takeBackPayment = (id: string, reason: string) =>
  api.takeBackPurchasePayment({ path: { id }, body: { reason } });
export const reverseInvoice = (id: string, reason: string) =>
  api.reversePurchaseInvoice({ path: { id }, body: { reason } });

export const returnPdf = (id: string, language: string) =>
  `/api/v1/purchase/returns/${id}/pdf?language=${language}`;
export const returns = (signal?: AbortSignal) => api.purchaseReturns({ signal });
export const sendBack = (body: SendBackPurchase) => api.sendBackPurchase({ body });
export const creditReturn = (id: string, body: CreditPurchaseReturn) =>
  api.creditPurchaseReturn({ path: { id }, body });
export const takeBackCredit = (id: string, reason: string) =>
  api.takeBackPurchaseCredit({ path: { id }, body: { reason } });
export const reverseReturn = (id: string, reason: string) =>
  api.reversePurchaseReturn({ path: { id }, body: { reason } });
export const stockByCode = (code: string) => api.stockByCode({ path: { code } });

export const limits = (signal?: AbortSignal) => api.purchaseLimits({ signal });
export const saveLimit = (body: SavePurchaseLimit) => api.savePurchaseLimit({ body });
export const restock = (id: string, supplier_id: string) =>
  api.restockPurchase({ body: { id, supplier_id } });
/** The month first, then each family that has a budget or cost something. */
export const budgets = (month: string | null, signal?: AbortSignal) =>
  api.purchaseBudgets({ query: { month }, signal });
export const budget = (month: string | null, signal?: AbortSignal) =>
  api.purchaseBudget({ query: { month }, signal });
export const saveBudget = (body: SavePurchaseBudget) => api.savePurchaseBudget({ body });

export const suppliers = (signal?: AbortSignal) => api.suppliers({ signal });
