import * as api from '#lib/api/generated/sdk.gen.ts';
import type { PutDevice } from './types.ts';

export const devices = (signal?: AbortSignal) => api.devices({ signal });
/** What is plugged in, and what answers in the range of addresses, if one is given. */
export const findDevices = (range: string) => api.findDevices({ body: { range: range || null } });
export const putDevice = (id: string, body: PutDevice) => api.putDevice({ path: { id }, body });
export const testPrint = (id: string) => api.testPrint({ path: { id } });
export const kickDrawer = (id: string, reason: string) =>
  api.openDrawerOf({ path: { id }, body: { reason } });
export const deviceStatus = (id: string, signal?: AbortSignal) =>
  api.deviceStatus({ path: { id }, signal });
