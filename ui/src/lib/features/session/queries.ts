import { get, post, remove } from '#lib/api/http.ts';
import type { Person, Session, TillName } from './types.ts';

/** Who may sign in, for the tiles; open to everybody, so it holds no more than that. */
export const people = (signal?: AbortSignal) => get<Person[]>('/session/users', signal);

/** The tills in use, for a screen that doesn't know yet which one it is. */
export const tillNames = (signal?: AbortSignal) => get<TillName[]>('/session/tills', signal);

export const currentSession = (signal?: AbortSignal) => get<Session>('/session', signal);

export const signIn = (user_id: string, pin: string, till_id: string | null) =>
  post<Session>('/session', { user_id, pin, till_id });

export const signOut = () => remove<void>('/session');
export const lockSession = () => post<void>('/session/lock');
export const unlockSession = (pin: string) => post<void>('/session/unlock', { pin });
