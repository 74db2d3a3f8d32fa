import * as api from '#lib/api/generated/sdk.gen.ts';
import type { Occasion } from './types.ts';

export const trays = (signal?: AbortSignal) => api.trays({ signal });
export const tray = (id: string, signal?: AbortSignal) => api.tray({ path: { id }, signal });
export const trayMoves = (id: string, signal?: AbortSignal) =>
  api.trayMoves({ path: { id }, signal });
export const carryTrays = (id: string, tray_ids: string[], place_id: string) =>
  api.carryTrays({ body: { id, tray_ids, place_id, note: '' } });
export const undoCarrying = (id: string) => api.undoTrayMove({ path: { id } });

export type How =
  | { method: 'scan'; codes: string[] }
  | { method: 'number'; counted: number; missing_ids: string[] };
export const countTray = (
  tray: string,
  count: { id: string; occasion: Occasion; as_of: number; note: string } & How
) => api.countTray({ path: { id: tray }, body: count });
export const trayCounts = (tray: string | null, signal?: AbortSignal) =>
  api.trayCounts({ query: { tray }, signal });
export const trayCount = (id: string, signal?: AbortSignal) =>
  api.trayCount({ path: { id }, signal });
export const correctCount = (of: string, id: string, counted: number, reason: string) =>
  api.correctTrayCount({ path: { id: of }, body: { id, counted, reason } });
export const cancelCount = (id: string, reason: string) =>
  api.cancelTrayCount({ path: { id }, body: { reason } });
export const trayReminder = (occasion: Occasion, signal?: AbortSignal) =>
  api.trayReminder({ query: { occasion }, signal });
export const traySheet = (id: string, prices: boolean) =>
  `/api/v1/trays/${id}/sheet?prices=${prices}`;
