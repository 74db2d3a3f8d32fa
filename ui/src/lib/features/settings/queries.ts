import * as api from '#lib/api/generated/sdk.gen.ts';
import { fileBody } from '#lib/api/http.ts';
import type { Settings, ShopEdit, TillEdit } from './types.ts';

export const LOGO = '/api/v1/shop/logo';
export const shop = (signal?: AbortSignal) => api.shop({ signal });
export const editShop = (body: ShopEdit) => api.editShop({ body });
export const setLogo = async (file: File) => api.setLogo(await fileBody(file));
export const removeLogo = () => api.removeLogo();
export const settings = (signal?: AbortSignal) => api.settings({ signal });
export const setSettings = (body: Settings) => api.setSettings({ body });
/** The recovery code again, for whoever types their own PIN. */
export const recoveryCode = (pin: string) => api.recoveryCode({ body: { pin } });

export const tills = (signal?: AbortSignal) => api.tills({ signal });
/** Adds a till where no version was seen; else changes the one with this id. */
export const saveTill = (body: TillEdit) => api.saveTill({ body });
