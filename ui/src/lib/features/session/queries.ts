import { get, post, remove } from '#lib/api/http.ts';
import type { Person, Session } from './types.ts';

export const people = (signal?: AbortSignal) => get<Person[]>('/session/users', signal);
export const session = (signal?: AbortSignal) => get<Session>('/session', signal);
export const signIn = (user_id: string, pin: string) => post<Session>('/session', { user_id, pin });
export const signOut = () => remove<void>('/session');
