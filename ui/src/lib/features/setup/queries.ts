import { post } from '#lib/api/http.ts';
import type { NewShop } from './types.ts';

/** Makes the shop and its owner; answers with the recovery code, the only time it is told. */
export async function createShop(id: string, shop: NewShop): Promise<string> {
  const made = await post<{ recovery_code: string }>(
    '/setup',
    {
      id,
      language: shop.language,
      shop: shop.identity,
      owner: { name: shop.owner_name.trim(), pin: shop.pin }
    },
    id
  );
  return made.recovery_code;
}
