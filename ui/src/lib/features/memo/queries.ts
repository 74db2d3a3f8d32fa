import * as api from '#lib/api/generated/sdk.gen.ts';
import type { Act, Whose } from './types.ts';

export type Filter = { direction: string; open: boolean; overdue: boolean; text: string };

export const memos = ({ direction, open, overdue, text }: Filter, signal?: AbortSignal) =>
  api.memos({ query: { direction: direction || null, open, overdue, text: text || null }, signal });
export const memo = (id: string, signal?: AbortSignal) => api.memo({ path: { id }, signal });
export const openMemo = (body: Parameters<typeof api.openMemo>[0]['body']) =>
  api.openMemo({ body });
export const actOnMemo = (
  id: string,
  body: { line_ids: string[]; act: Act; place_id: string | null; document: string; note: string }
) => api.actOnMemo({ path: { id }, body });
export const correctLine = (id: string, line: string, note: string) =>
  api.correctMemoLine({ path: { id, line }, body: { note } });
export const cancelMemo = (id: string, note: string) =>
  api.cancelMemo({ path: { id }, body: { note } });
export const changeDue = (id: string, due_on: string, note: string) =>
  api.changeMemoDue({ path: { id }, body: { due_on, note } });
export const chaseMemo = (id: string, note: string) =>
  api.chaseMemo({ path: { id }, body: { note } });
export const memosOf = (piece: string, signal?: AbortSignal) =>
  api.pieceMemos({ path: { id: piece }, signal });
export const memoPdf = (id: string, language: string) =>
  `/api/v1/memos/${id}/pdf?language=${language}`;

export const balances = (signal?: AbortSignal) => api.memoBalances({ signal });
export const statement = (whose: Whose, signal?: AbortSignal) =>
  api.memoStatement({ query: whose, signal });
export const statementPdf = (whose: Whose, language: string) =>
  `/api/v1/memo-statement/pdf?${new URLSearchParams({ ...whose, language })}`;
export const settle = (body: Parameters<typeof api.settleMemo>[0]['body']) =>
  api.settleMemo({ body });
export const reverseSettlement = (id: string, note: string) =>
  api.reverseMemoSettlement({ path: { id }, body: { note } });
export const outstanding = (on: string, direction: string, signal?: AbortSignal) =>
  api.memoOutstanding({ query: { on: on || null, direction: direction || null }, signal });
