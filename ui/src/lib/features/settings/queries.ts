import { get, put, post, remove, upload } from '#lib/api/http.ts';
import type { Identity } from './types.ts';

export type Shop = Identity & {
  id: string;
  code: string;
  language: 'fr' | 'en';
  logo_file_id?: string | null;
  version: number;
};
export type Till = { id: string; code: string; name: string; active: boolean; version: number };

export const shop = (signal?: AbortSignal) => get<Shop>('/shop', signal);
export const editShop = (body: Record<string, unknown>) => put<Shop>('/shop', body);
export const setLogo = (file: File) => upload<void>('PUT', '/shop/logo', file);
export const removeLogo = () => remove<void>('/shop/logo');
export const lockTime = (signal?: AbortSignal) =>
  get<{ locks_after_s: number }>('/settings', signal);
export const setLockTime = (locks_after_s: number) => put<void>('/settings', { locks_after_s });

export const tills = (signal?: AbortSignal) => get<Till[]>('/tills', signal);
export const createTill = (body: Record<string, unknown>) => post<Till>('/tills', body);
export const editTill = (id: string, body: Record<string, unknown>) =>
  put<Till>(`/tills/${id}`, body);
