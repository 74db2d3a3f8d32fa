import * as api from '#lib/api/generated/sdk.gen.ts';

export const forecast = (
  query: NonNullable<Parameters<typeof api.promiseForecast>[0]>['query'],
  signal?: AbortSignal
) => api.promiseForecast({ query, signal });
export const calendar = (
  query: NonNullable<Parameters<typeof api.repairCalendar>[0]>['query'],
  signal?: AbortSignal
) => api.repairCalendar({ query, signal });
export const due = (signal?: AbortSignal) => api.repairDue({ signal });
export const hours = (signal?: AbortSignal) => api.workshopHours({ signal });
export const setWeek = (user_id: string | null, minutes: number[] | null) =>
  api.setWorkshopWeek({ body: { user_id, minutes } });
export const setHabits = (least_days: number, task_minutes: number) =>
  api.setPromiseHabits({ body: { least_days, task_minutes } });
export const closeDays = (body: Parameters<typeof api.closeWorkshopDays>[0]['body']) =>
  api.closeWorkshopDays({ body });
export const takeBack = (id: string) => api.takeWorkshopClosureBack({ path: { id } });
export const people = (signal?: AbortSignal) => api.repairOptions({ signal });
