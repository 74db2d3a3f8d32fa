import { get, post, put } from '#lib/api/http.ts';
import type { User } from './types.ts';

export const users = (signal?: AbortSignal) => get<User[]>('/users', signal);
export const createUser = (body: Record<string, unknown>) => post<User>('/users', body);
export const editUser = (id: string, body: Record<string, unknown>) =>
  put<User>(`/users/${id}`, body);
export const resetPin = (id: string, pin: string) => put<void>(`/users/${id}/pin`, { pin });
