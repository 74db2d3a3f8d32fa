import * as api from '#lib/api/generated/sdk.gen.ts';

export const work = (job: string, signal?: AbortSignal) =>
  api.benchWork({ path: { id: job }, signal });
export const clocks = (signal?: AbortSignal) => api.benchClocks({ signal });
export const queue = (person: string | null, signal?: AbortSignal) =>
  api.benchQueue({ query: { user_id: person }, signal });
export const startClock = (job: string, id: string, task_id: string | null = null) =>
  api.startBenchClock({ path: { id: job }, body: { id, task_id } });
export const stopClock = () => api.stopBenchClock({});
export const closeClock = (
  clock: string,
  body: Parameters<typeof api.closeBenchClock>[0]['body']
) => api.closeBenchClock({ path: { id: clock }, body });
export const assignTask = (
  job: string,
  task: string,
  body: Parameters<typeof api.assignRepairTask>[0]['body']
) => api.assignRepairTask({ path: { id: job, task }, body });
export const enterTime = (job: string, body: Parameters<typeof api.enterBenchTime>[0]['body']) =>
  api.enterBenchTime({ path: { id: job }, body });
export const correctTime = (
  time: string,
  body: Parameters<typeof api.correctBenchTime>[0]['body']
) => api.correctBenchTime({ path: { id: time }, body });
export const takePart = (job: string, body: Parameters<typeof api.takeBenchPart>[0]['body']) =>
  api.takeBenchPart({ path: { id: job }, body });
export const givePartBack = (
  part: string,
  body: Parameters<typeof api.giveBenchPartBack>[0]['body']
) => api.giveBenchPartBack({ path: { id: part }, body });
export const weighMetal = (job: string, body: Parameters<typeof api.weighBenchMetal>[0]['body']) =>
  api.weighBenchMetal({ path: { id: job }, body });
export const takeMetalBack = (
  metal: string,
  body: Parameters<typeof api.takeBenchMetalBack>[0]['body']
) => api.takeBenchMetalBack({ path: { id: metal }, body });
export const rates = (signal?: AbortSignal) => api.benchRates({ signal });
export const setRate = (body: Parameters<typeof api.setBenchRate>[0]['body']) =>
  api.setBenchRate({ body });

/** Whom a task can be given to; an envelope's job; what moves it along. */
export const options = (signal?: AbortSignal) => api.repairOptions({ signal });
export const jobOf = (code: string) => api.repairJobs({ query: { text: code } });
/** The order whose envelope it is. */
export const orderOf = async (code: string) => {
  const found = await api.customOrders({ query: { text: code, only: 'all' } });
  return found.find((one) => one.number.toLowerCase() === code.trim().toLowerCase());
};

export const slips = (signal?: AbortSignal) => api.vendorSlips({ signal });
export const slip = (id: string, signal?: AbortSignal) => api.vendorSlip({ path: { id }, signal });
export const printSlip = (id: string, language: string) =>
  api.printVendorSlip({ path: { id }, body: { language } });
export const slipPdf = (id: string, language: string) =>
  `/api/v1/vendor-slips/${id}/pdf?${new URLSearchParams({ language })}`;
export const sendOut = (body: Parameters<typeof api.sendToVendor>[0]['body']) =>
  api.sendToVendor({ body });
export const bringBack = (id: string, line_ids: string[], unworked: boolean, note: string) =>
  api.backFromVendor({ path: { id }, body: { line_ids, unworked, note } });
export const changeDue = (id: string, due_on: string, note: string) =>
  api.changeVendorDue({ path: { id }, body: { due_on, note } });
export const billWork = (id: string, body: Parameters<typeof api.billVendorWork>[0]['body']) =>
  api.billVendorWork({ path: { id }, body });
