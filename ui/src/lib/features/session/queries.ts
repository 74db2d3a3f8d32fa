import * as api from '#lib/api/generated/sdk.gen.ts';

/** Who may sign in, for the tiles; open to everybody, so it holds no more than that. */
export const people = (signal?: AbortSignal) => api.sessionUsers({ signal });
/** The tills in use, for a screen that doesn't know yet which one it is. */
export const tillNames = (signal?: AbortSignal) => api.sessionTills({ signal });
export const currentSession = () => api.session();
/** The shop's language, told to everybody; null while there is no shop to be read. */
export const shopLanguage = async () => (await api.setupState()).language ?? null;
export const signIn = (user_id: string, pin: string, till_id: string | null) =>
  api.signIn({ body: { user_id, pin, till_id } });
export const signOut = () => api.signOut();
export const lockSession = () => api.lock();
export const unlockSession = (pin: string) => api.unlock({ body: { pin } });
