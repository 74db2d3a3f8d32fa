import * as api from '#lib/api/generated/sdk.gen.ts';
import { once } from '#lib/api/http.ts';
import type { NewShop } from './types.ts';

/** `absent`: make one · `locked`: its key is gone · `shut`: `code` says why · `ready`. */
export const setupState = (signal?: AbortSignal) => api.setupState({ signal });
export const recover = (code: string) => api.recover({ body: { code } });

/** Makes the shop and its owner; answers with the recovery code, the only time it is told. */
export async function createShop(id: string, shop: NewShop, token: string): Promise<string> {
  const { recovery_code } = await api.setUp({
    headers: once(id),
    body: {
      id,
      language: shop.language,
      shop: shop.identity,
      owner: { name: shop.owner_name.trim(), pin: shop.pin },
      token: token || null
    }
  });
  return recovery_code;
}
