import { get, post } from '#lib/api/http.ts';
import type { NewShop } from './types.ts';

export type Setup = {
  /** `absent`: make one · `locked`: its key is gone · `shut`: `code` says why · `ready`. */
  state: 'absent' | 'locked' | 'shut' | 'ready';
  code?: string | null;
  /** The first run asks for what the server printed. */
  needs_token: boolean;
};

export const setupState = (signal?: AbortSignal) => get<Setup>('/setup', signal);
export const recover = (code: string) => post<void>('/setup/recovery', { code });

/** Makes the shop and its owner; answers with the recovery code, the only time it is told. */
export async function createShop(id: string, shop: NewShop, token: string): Promise<string> {
  const made = await post<{ recovery_code: string }>(
    '/setup',
    {
      id,
      language: shop.language,
      shop: shop.identity,
      owner: { name: shop.owner_name.trim(), pin: shop.pin },
      token: token || null
    },
    id
  );
  return made.recovery_code;
}
