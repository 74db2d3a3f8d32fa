export type {
  PurchaseBudget,
  PurchaseInvoice,
  PurchaseLimit,
  PurchaseLine,
  PurchaseOrder,
  PurchaseOrderPage,
  PurchaseReceived,
  PurchaseReception,
  PurchaseReturn,
  PurchaseStep,
  ReceivePurchase,
  SavePurchaseOrder
} from '#lib/api/generated/types.gen.ts';
