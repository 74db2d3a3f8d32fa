import { get, post, remove } from '#lib/api/http.ts';
import type { Person, Session } from './types.ts';

/** The session as the wire gives it. */
type Wire = {
  user_id: string;
  name: string;
  role: string;
  language: 'fr' | 'en' | null;
  till_id: string | null;
  locked: boolean;
  locks_after_s: number;
  rights: string[];
  discount_limit_bp: number;
};

const session = (wire: Wire): Session => ({
  user: { id: wire.user_id, name: wire.name, role: wire.role },
  language: wire.language,
  till_id: wire.till_id,
  locked: wire.locked,
  lock_after_s: wire.locks_after_s > 0 ? wire.locks_after_s : null,
  rights: wire.rights,
  discount_limit_bp: wire.discount_limit_bp
});

/** Who may sign in, for the tiles; open to everybody, so it holds no more than that. */
export const people = (signal?: AbortSignal) => get<Person[]>('/users/sign-in', signal);

export const currentSession = async (signal?: AbortSignal) =>
  session(await get<Wire>('/session', signal));

export const signIn = async (user_id: string, pin: string, till_id?: string | null) =>
  session(await post<Wire>('/session', { user_id, pin, till_id: till_id ?? null }));

export const signOut = () => remove<void>('/session');
export const lockSession = () => post<void>('/session/lock');
export const unlockSession = (pin: string) => post<void>('/session/unlock', { pin });
