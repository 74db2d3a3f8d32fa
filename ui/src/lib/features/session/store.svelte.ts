/** Who is at this screen. Kept in memory; the proof is the server's cookie, which no script reads. */
import { queryClient } from '#lib/api/queries.ts';
import { onRefusal } from '#lib/api/http.ts';
import { Problem } from '#lib/api/problem.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import { currentSession, lockSession, shopLanguage, signOut, unlockSession } from './queries.ts';
import type { Person, Session } from './types.ts';

let current = $state<Session | null>(null);
let locked = $state<Session | null>(null);
let known = $state(false);
let firstRun = $state(false);

/** There is no shop yet, or its key is gone: the assistant's page makes or opens one. */
const SETUP = ['setup.required', 'store.key_missing'];

/** The person's language, or the shop's. Which words are read is no reason to stop anybody. */
async function speak(session: Session | null) {
  locale.propose(session?.language ?? (await shopLanguage().catch(() => null)));
}

export const sessionStore = {
  /** The person at work; null while nobody is, or while the screen is locked. */
  get current(): Session | null {
    return current;
  },
  /** Whom the locked screen belongs to. */
  get locked(): Person | null {
    return locked?.user ?? null;
  },
  /** True once the server has said whether somebody is signed in. */
  get known(): boolean {
    return known;
  },
  get firstRun(): boolean {
    return firstRun;
  },
  may(right: string): boolean {
    return current?.rights.includes(right) ?? false;
  },
  /** Asks the server who is signed in; throws only when it can't be asked. */
  async load() {
    try {
      const session = await currentSession();
      locked = session.locked ? session : null;
      current = session.locked ? null : session;
      firstRun = false;
      await speak(session);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      // A store that does not open has the same page, which says why and what to do.
      firstRun =
        SETUP.includes(problem.code) ||
        (problem.status === 503 && problem.code.startsWith('store.'));
      if (!firstRun && problem.status !== 401) throw problem;
      current = locked = null;
      if (!firstRun) await speak(null);
    }
    known = true;
  },
  enter(next: Session) {
    current = next;
    locked = null;
    known = true;
    firstRun = false;
    void speak(next);
    // Another person may see more or less: nothing of the last one is kept.
    void queryClient.resetQueries();
  },
  /** The same person's PIN opens their screen again; cart and till stayed. Throws a `Problem`. */
  async unlock(pin: string) {
    await unlockSession(pin);
    current = locked ? { ...locked, locked: false } : null;
    locked = null;
    if (!current) await this.load();
    void queryClient.invalidateQueries();
  },
  /** Locks this screen; the session, its cart and its till stay. */
  async lock() {
    locked = current;
    current = null;
    await lockSession().catch(() => undefined);
  },
  /** The server locked or ended the session by itself: the screen follows. */
  refused(problem: Problem) {
    if (problem.code === 'session.locked' && current) {
      locked = current;
      current = null;
    } else if (problem.code === 'session.missing') {
      current = locked = null;
    }
  },
  async leave() {
    locked = null;
    current = null;
    await signOut().catch(() => undefined);
    queryClient.clear();
    void speak(null);
  }
};

onRefusal((problem) => sessionStore.refused(problem));

/** Locks after this much time without a key or a touch; returns the way to stop. */
export function lockWhenIdle(seconds: number): () => void {
  const lock = () => void sessionStore.lock();
  let timer = setTimeout(lock, seconds * 1000);
  function awake() {
    clearTimeout(timer);
    timer = setTimeout(lock, seconds * 1000);
  }
  const signs = ['keydown', 'pointerdown', 'wheel'] as const;
  for (const sign of signs) window.addEventListener(sign, awake, { capture: true, passive: true });
  return () => {
    clearTimeout(timer);
    for (const sign of signs) window.removeEventListener(sign, awake, { capture: true });
  };
}
