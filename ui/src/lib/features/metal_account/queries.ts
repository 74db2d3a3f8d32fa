import * as api from '#lib/api/generated/sdk.gen.ts';
import { fileBody } from '#lib/api/http.ts';
import type { ObjectDraft } from './types.ts';

export const account = (id: string, on: string, signal?: AbortSignal) =>
  api.metalAccount({ path: { id }, query: { on }, signal });
export const accounts = (on: string, signal?: AbortSignal) =>
  api.metalAccounts({ query: { on }, signal });

export const takeIn = (
  customer: string,
  body: { id: string; order_id: string | null; note: string },
  objects: ObjectDraft[]
) =>
  api.takeInMetal({
    path: { id: customer },
    body: {
      ...body,
      objects: objects.map(({ photos: _photos, ...object }) => ({
        ...object,
        fineness: object.fineness ?? 0,
        gross_mg: object.gross_mg ?? 0,
        stones_mg: object.stones === 'left_in' ? (object.stones_mg ?? 0) : 0
      }))
    }
  });
export const melt = (
  customer: string,
  body: {
    id: string;
    version: number;
    lot_ids: string[];
    lot_id: string;
    description: string;
    weight_mg: number;
    fineness: number;
    tested: string;
    note: string;
  }
) => api.meltMetal({ path: { id: customer }, body });
export const giveBack = (
  customer: string,
  body: {
    id: string;
    version: number;
    given_to: string;
    note: string;
    lines: { lot_id: string; weight_mg: number }[];
  }
) => api.giveBackMetal({ path: { id: customer }, body });
export const correct = (entry: string, body: { id: string; version: number; note: string }) =>
  api.correctMetal({ path: { id: entry }, body });

export const ofOrder = (id: string, signal?: AbortSignal) =>
  api.customOrderMetal({ path: { id }, signal });
export const useIn = (
  order: string,
  body: {
    id: string;
    version: number;
    lot_id: string;
    weight_mg: number;
    loss_mg: number;
    note: string;
  }
) => api.useMetal({ path: { id: order }, body });

export const addPhoto = async (lot: string, file: File) =>
  api.addMetalPhoto({ path: { id: lot }, ...(await fileBody(file)) });
export const takePhotoOff = (lot: string, file: string) =>
  api.removeMetalPhoto({ path: { id: lot, file } });
export const printPaper = (id: string) => api.printMetalPaper({ path: { id }, body: {} as never });
export const paperAddress = (id: string) => `/api/v1/metal-papers/${id}/pdf`;
export const statementAddress = (customer: string, on: string) =>
  `/api/v1/customers/${customer}/metal/statement${on ? `?on=${on}` : ''}`;
export const fileAddress = (id: string) => `/api/v1/files/${id}`;
