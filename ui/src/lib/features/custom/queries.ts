import * as api from '#lib/api/generated/sdk.gen.ts';
import type { AuthorisedBy } from '#lib/api/generated/types.gen.ts';
import type {
  AddCustomPart,
  DeliverCustomOrder,
  MakeCustomPiece,
  UseCustomPart
} from '#lib/api/generated/types.gen.ts';
import { fileBody, newId } from '#lib/api/http.ts';
import type { About, LineDraft } from './types.ts';

export const orders = (
  query: { text?: string; only?: string; skip?: number },
  signal?: AbortSignal
) => api.customOrders({ query, signal });
/** The order that a scanned paper or envelope is of, whichever version of its quote it is. */
export const scanned = async (code: string) => {
  const number = code.trim().split('/')[0] ?? '';
  const found = await orders({ text: number, only: 'all' });
  return found.find((one) => one.number.toLowerCase() === number.toLowerCase());
};
export const order = (id: string, signal?: AbortSignal) =>
  api.customOrder({ path: { id }, signal });

const said = ({ fields, wished_on, ...about }: About) => ({
  ...about,
  wished_on: wished_on || null,
  fields: fields.map(({ label, value }) => ({ label, value }))
});
export const create = (id: string, customer_id: string, language: string, about: About) =>
  api.createCustomOrder({ body: { id, customer_id, language, about: said(about) } });
export const amend = (id: string, version: number, about: About) =>
  api.amendCustomOrder({ path: { id }, body: { version, about: said(about) } });
export const act = (id: string, act: string, note = '') =>
  api.actOnCustomOrder({ path: { id }, body: { act, note } });

export const deliver = (id: string, body: DeliverCustomOrder) =>
  api.deliverCustomOrder({ path: { id }, body });
export const deliveryNoteAddress = (id: string) => `/api/v1/custom-orders/${id}/delivery-note`;

export const chargeFee = (
  id: string,
  fee_minor: number | null,
  reason: string,
  authorised_by?: AuthorisedBy
) => api.chargeCustomFee({ path: { id }, body: { fee_minor, reason, authorised_by } });

export const printEnvelope = (id: string) =>
  api.printCustomEnvelope({ path: { id }, body: {} as never });

export const saveQuote = (
  id: string,
  version: number,
  draft: { valid_until: string; note: string; lines: LineDraft[] }
) =>
  api.saveCustomQuote({
    path: { id },
    body: {
      id: newId(),
      version,
      valid_until: draft.valid_until,
      note: draft.note,
      lines: draft.lines.map(({ price_minor: _price, rate_on: _rate, ...line }) => ({
        ...line,
        loss_bp: line.loss_bp ?? 0,
        vat_bp: line.vat_bp ?? 0
      }))
    }
  });
export const sendQuote = (id: string, version: number) =>
  api.sendCustomQuote({ path: { id }, body: { version } });
export const answerQuote = (
  id: string,
  answer: string,
  more: { channel?: string; said_by?: string; note?: string }
) => api.answerCustomQuote({ path: { id }, body: { answer, ...more } });
export const quotePdf = (id: string) => `/api/v1/custom-quotes/${id}/pdf`;

export const addFile = async (id: string, file: File) =>
  api.addCustomFile({ path: { id }, ...(await fileBody(file)) });
export const takeOff = (id: string, file: string) => api.takeOffCustomFile({ path: { id, file } });
export const putBack = (id: string, file: string) =>
  api.putBackCustomFile({ path: { id, file }, body: {} as never });
export const fileAddress = (id: string, file: string) =>
  `/api/v1/custom-orders/${id}/files/${file}`;
export const thumbnailAddress = (file: string) => `/api/v1/files/${file}`;

export const addPart = (id: string, body: AddCustomPart) =>
  api.addCustomPart({ path: { id }, body });
export const takeOverQuote = (id: string) =>
  api.takeOverCustomQuote({ path: { id }, body: {} as never });
export const takeOffPart = (id: string, note: string) =>
  api.takeOffCustomPart({ path: { id }, body: { note } });
export const putBackPart = (id: string) =>
  api.putBackCustomPart({ path: { id }, body: {} as never });
export const arrived = (part: string, id: string, code: string) =>
  api.arriveCustomPart({ path: { id: part }, body: { id, code } });
export const usePart = (id: string, body: UseCustomPart) =>
  api.useCustomPart({ path: { id }, body });
export const takeBackUse = (id: string, note: string) =>
  api.takeBackCustomUse({ path: { id }, body: { note } });
export const finish = (id: string, piece: MakeCustomPiece | null, note: string) =>
  api.finishCustomOrder({ path: { id }, body: { piece, note } });
export const workInProgress = (on: string, signal?: AbortSignal) =>
  api.workInProgress({ query: { on: on || null }, signal });

export const people = (signal?: AbortSignal) => api.repairOptions({ signal });
export const supplierOrders = (signal?: AbortSignal) =>
  api.purchaseOrders({ query: { supplier: null }, signal });
