import { get, put, remove, upload } from '#lib/api/http.ts';
import type { Identity } from './types.ts';

export type Shop = Identity & {
  id: string;
  code: string;
  language: 'fr' | 'en';
  has_logo: boolean;
  version: number;
};
export type Till = { id: string; code: string; name: string; active: boolean; version: number };

export const LOGO = '/api/v1/shop/logo';
export const shop = (signal?: AbortSignal) => get<Shop>('/shop', signal);
export const editShop = (body: Record<string, unknown>) => put<Shop>('/shop', body);
export const setLogo = (file: File) => upload<void>('PUT', '/shop/logo', file);
export const removeLogo = () => remove<void>('/shop/logo');
export const lockTime = (signal?: AbortSignal) =>
  get<{ lock_after_s: number | null }>('/settings', signal);
export const setLockTime = (lock_after_s: number) => put<void>('/settings', { lock_after_s });

export const tills = (signal?: AbortSignal) => get<Till[]>('/tills', signal);
/** Adds a till where no version was seen; else changes the one with this id. */
export const saveTill = (body: Record<string, unknown>) => put<Till>('/tills', body);
