import * as api from '#lib/api/generated/sdk.gen.ts';
import type { NewUser, UserEdit } from './types.ts';

export const users = (signal?: AbortSignal) => api.users({ signal });
export const createUser = (body: NewUser) => api.createUser({ body });
export const editUser = (id: string, body: UserEdit) => api.editUser({ path: { id }, body });
export const resetPin = (id: string, pin: string) => api.resetPin({ path: { id }, body: { pin } });
