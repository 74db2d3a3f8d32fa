import * as api from '#lib/api/generated/sdk.gen.ts';
import type { AuthorisedBy } from '#lib/api/generated/types.gen.ts';
import { newId } from '#lib/api/http.ts';

/** What money is for. */
export type Subject = { kind: string; id: string };
export const ofJob = (id: string): Subject => ({ kind: 'job', id });
export const ofOrder = (id: string): Subject => ({ kind: 'custom', id });
const about = ({ kind, id }: Subject) => ({ subject_kind: kind, subject_id: id });

/** Money in advance on some work, as a line of a cart. */
export const takeDeposit = (cart: string, id: string, of: Subject, kind: string, minor: number) =>
  api.takeDeposit({
    path: { id: cart },
    body: { id, ...about(of), kind, amount_minor: minor }
  });
/** A part of it goes back; the rest stands. */
export const giveBack = (cart: string, id: string, of: Subject, minor: number) =>
  api.giveBack({ path: { id: cart }, body: { id, ...about(of), amount_minor: minor } });
/** What is owed of some work, deposits taken off; below nothing it goes back. */
export const settleUp = (
  cart: string,
  id: string,
  of: Subject,
  outcome = 'back',
  reason = '',
  authorised_by?: AuthorisedBy
) =>
  api.settleUp({
    path: { id: cart },
    body: { id, ...about(of), outcome, reason, authorised_by }
  });
/** What the shop usually asks in advance, and for an estimate that is refused. */
export const repairOptions = (signal?: AbortSignal) => api.repairOptions({ signal });
export const chargeFee = (
  id: string,
  fee_minor: number | null,
  reason: string,
  authorised_by?: AuthorisedBy
) => api.chargeRepairFee({ path: { id }, body: { fee_minor, reason, authorised_by } });
export const orderOf = (id: string, signal?: AbortSignal) =>
  api.customOrder({ path: { id }, signal });
export const repairOf = (id: string, signal?: AbortSignal) => api.repair({ path: { id }, signal });

/** The cart of the till that the person is at: the one it has, or a new one. */
export const tillCart = async (): Promise<string> =>
  (await api.openCart({ body: { id: newId() } })).id;
