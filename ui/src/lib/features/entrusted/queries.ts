import * as api from '#lib/api/generated/sdk.gen.ts';
import { fileBody } from '#lib/api/http.ts';
import type { Approval, ObjectDraft, Subject } from './types.ts';

export const entrustedFor = ({ of, id }: Subject, signal?: AbortSignal) =>
  api.entrusted({ path: { of, id }, signal });
export const entrustedHere = (signal?: AbortSignal) => api.entrustedHere({ signal });

export const takeIn = (
  id: string,
  subject: Subject,
  about: { note: string; place_id: string | null },
  objects: ObjectDraft[]
) =>
  api.takeInEntrusted({
    body: {
      id,
      of: subject.of,
      of_id: subject.id,
      ...about,
      objects: objects.map(({ photos: _photos, ...object }) => ({
        ...object,
        count: object.count ?? 0
      }))
    }
  });
export const giveBack = (
  slip: string,
  body: {
    shown: string;
    objects: { id: string; count: number | null; gross_ug: number | null }[];
    reason: string;
    given_to: string;
    authorised_by: Approval | null;
  }
) => api.giveBackEntrusted({ path: { id: slip }, body });
export const correct = (object: string, reason: string, approval?: Approval) =>
  api.correctEntrusted({
    path: { id: object },
    body: { reason, authorised_by: approval ?? null }
  });

export const addPhoto = async (object: string, photo: File) =>
  api.addEntrustedPhoto({ path: { id: object }, ...(await fileBody(photo)) });
export const removePhoto = (object: string, file: string) =>
  api.removeEntrustedPhoto({ path: { id: object, file } });

export const printSlip = (id: string) =>
  api.printEntrustedSlip({ path: { id }, body: {} as never });
export const slipAddress = (id: string) => `/api/v1/entrusted-slips/${id}/pdf`;
export const fileAddress = (id: string) => `/api/v1/files/${id}`;
