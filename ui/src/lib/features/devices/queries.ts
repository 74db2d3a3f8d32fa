import { get, post, put, query } from '#lib/api/http.ts';
import type { Candidate, Device } from './types.ts';

export const devices = (signal?: AbortSignal) => get<Device[]>('/devices', signal);
export const findDevices = (network: boolean) =>
  post<Candidate[]>(`/devices/find${query({ network: network || undefined })}`);
export const putDevice = (id: string, body: Record<string, unknown>) =>
  put<Device>(`/devices/${id}`, body);
export const testPrint = (id: string) => post<void>(`/devices/${id}/test`);
export const kickDrawer = (id: string) => post<void>(`/devices/${id}/drawer`);
export const deviceStatus = (id: string, signal?: AbortSignal) =>
  get<{ state: string }>(`/devices/${id}/status`, signal);
