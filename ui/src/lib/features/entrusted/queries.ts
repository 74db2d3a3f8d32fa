import * as api from '#lib/api/generated/sdk.gen.ts';
import type { Approval, ObjectDraft, Subject } from './types.ts';

export const kept = ({ of, id }: Subject, signal?: AbortSignal) =>
  api.entrusted({ path: { of, id }, signal });
export const entrustedHere = (signal?: AbortSignal) => api.entrustedHere({ signal });

export const takeIn = (id: string, subject: Subject, note: string, objects: ObjectDraft[]) =>
  api.takeInEntrusted({
    body: {
      id,
      of: subject.of,
      of_id: subject.id,
      note,
      objects: objects.map((object) => ({ ...object, count: object.count ?? 1 }))
    }
  });
export const giveBack = (
  slip: string,
  body: {
    objects: { id: string; gross_ug: number | null }[];
    reason: string;
    given_to: string;
    authorised_by: Approval | null;
  }
) => api.giveBackEntrusted({ path: { id: slip }, body });
export const correct = (object: string, reason: string, approval?: Approval) =>
  api.correctEntrusted({ path: { id: object }, body: { reason, authorised_by: approval ?? null } });

export const printSlip = (id: string) =>
  api.printEntrustedSlip({ path: { id }, body: {} as never });
export const slipAddress = (id: string) => `/api/v1/entrusted-slips/${id}/pdf`;
