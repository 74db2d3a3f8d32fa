/** Which till this screen is: said once, remembered on this machine. */
import type { TillName } from './types.ts';

const KEY = 'ecrin.till';

/** The till of this screen, as far as it is known; the only one there is needs no saying. */
export function thisTill(tills: TillName[]): string | null {
  if (tills.length === 1) return tills[0]?.id ?? null;
  const kept = localStorage.getItem(KEY);
  return tills.some(({ id }) => id === kept) ? kept : null;
}

export const rememberTill = (id: string) => localStorage.setItem(KEY, id);
