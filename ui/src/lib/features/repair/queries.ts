import * as api from '#lib/api/generated/sdk.gen.ts';
import { fileBody } from '#lib/api/http.ts';
import type { Approval, RepairMark, RepairTask, Tariff } from './types.ts';

export const board = (mine: boolean, signal?: AbortSignal) =>
  api.repairBoard({ query: { mine }, signal });
export const jobs = (
  query: { text?: string; only?: string; mine?: boolean; skip?: number },
  signal?: AbortSignal
) => api.repairJobs({ query, signal });
export const options = (signal?: AbortSignal) => api.repairOptions({ signal });
export const repair = (id: string, signal?: AbortSignal) => api.repair({ path: { id }, signal });
export const printPaper = (id: string, what: string) =>
  api.printRepair({ path: { id }, body: { what } });
export const paperPdf = (id: string, what: string, language: string) =>
  `/api/v1/repairs/${id}/pdf?${new URLSearchParams({ what, language })}`;
export const takeIn = (body: Parameters<typeof api.takeInRepair>[0]['body']) =>
  api.takeInRepair({ body });
export const act = (
  id: string,
  act: string,
  more: { note?: string; vendor_id?: string | null; authorised_by?: Approval | null } = {}
) => api.actOnRepair({ path: { id }, body: { act, ...more } });
export const saveTasks = (id: string, version: number, tasks: RepairTask[]) =>
  api.saveRepairTasks({ path: { id }, body: { version, tasks } });
export const setDone = (id: string, task: string, done: boolean) =>
  api.setRepairTaskDone({ path: { id, task }, body: { done } });
export const submitEstimate = (
  id: string,
  body: Parameters<typeof api.submitRepairEstimate>[0]['body']
) => api.submitRepairEstimate({ path: { id }, body });
export const answerEstimate = (id: string, answer: string, channel: string, note: string) =>
  api.answerRepairEstimate({ path: { id }, body: { answer, channel: channel || null, note } });
export const amend = (id: string, body: Parameters<typeof api.amendRepair>[0]['body']) =>
  api.amendRepair({ path: { id }, body });
export const promise = (id: string, promised_on: string, rush: boolean, note: string) =>
  api.promiseRepair({ path: { id }, body: { promised_on, rush, note } });
export const assign = (id: string, user_id: string | null) =>
  api.assignRepair({ path: { id }, body: { user_id } });
export const notify = (id: string, notice: string, note: string) =>
  api.notifyRepair({ path: { id }, body: { notice, note } });
export const handOver = (id: string, body: Parameters<typeof api.handOverRepair>[0]['body']) =>
  api.handOverRepair({ path: { id }, body });
export const addPhoto = async (id: string, file: File) =>
  api.addRepairPhoto({ path: { id }, ...(await fileBody(file)) });
/** A photo with what was drawn on it before it was kept. The same picture twice is one: the last drawing holds. */
export async function addDrawn(id: string, file: File, marks: RepairMark[]) {
  const { file_id, version } = await addPhoto(id, file);
  if (marks.length > 0) await drawOn(id, file_id, version, marks);
}
export const removePhoto = (id: string, file: string, note: string, approval?: Approval) =>
  api.removeRepairPhoto({
    path: { id, file },
    body: { note, authorised_by: approval ?? null }
  });
export const drawings = (id: string, file: string, signal?: AbortSignal) =>
  api.repairPhotoMarks({ path: { id, file }, signal });
export const drawOn = (id: string, file: string, version: number, marks: RepairMark[]) =>
  api.markRepairPhoto({ path: { id, file }, body: { version, marks } });
export const fileAddress = (id: string) => `/api/v1/files/${id}`;

export const tariffs = (signal?: AbortSignal) => api.tariffs({ signal });
export const tariffPrice = (id: string, query: Parameters<typeof api.tariffPrice>[0]['query']) =>
  api.tariffPrice({ path: { id }, query });
export const saveTariff = (body: Tariff) => api.saveTariff({ body });

export const settings = (signal?: AbortSignal) => api.settings({ signal });
export const setWarrantyMonths = (warranty_months: number) =>
  api.setSettings({ body: { warranty_months } });
export const printWarranty = (id: string, language: string) =>
  api.printRepairWarranty({ path: { id }, body: { language } });
export const printReturn = (id: string) => api.printRepairReturn({ path: { id }, body: {} });
export const printEstimate = (id: string) => api.printRepairEstimate({ path: { id }, body: {} });
export const writeLetter = (id: string) => api.writeAbandonmentLetter({ path: { id }, body: {} });
export const letterPdf = (id: string) => `/api/v1/repair-jobs/${id}/abandonment-letter`;
export const warrantyCard = (id: string, language: string) =>
  `/api/v1/repair-jobs/${id}/warranty-card?${new URLSearchParams({ language })}`;
