import { get, post, put } from '#lib/api/http.ts';
import type { Candidate, Device } from './types.ts';

export const devices = (signal?: AbortSignal) => get<Device[]>('/devices', signal);
/** What is plugged in, and what answers in the range of addresses, if one is given. */
export const findDevices = (range: string) =>
  post<Candidate[]>('/devices/find', { range: range || null });
export const putDevice = (id: string, body: Record<string, unknown>) =>
  put<Device>(`/devices/${id}`, body);
export const testPrint = (id: string) => post<void>(`/devices/${id}/test`);
export const kickDrawer = (id: string) => post<void>(`/devices/${id}/drawer`);
export const deviceStatus = (id: string, signal?: AbortSignal) =>
  get<{ state: string }>(`/devices/${id}/status`, signal);
