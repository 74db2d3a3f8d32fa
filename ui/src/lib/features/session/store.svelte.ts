/** Who is at this screen. Kept in memory; the proof is the server's cookie, which no script reads. */
import { queryClient } from '#lib/api/queries.ts';
import { Problem } from '#lib/api/problem.ts';
import { session as fetchSession, signOut } from './queries.ts';
import type { Person, Session } from './types.ts';

let current = $state<Session | null>(null);
let locked = $state<Person | null>(null);
let known = $state(false);
let firstRun = $state(false);

export const sessionStore = {
  get current(): Session | null {
    return current;
  },
  /** Whom the locked screen belongs to. */
  get locked(): Person | null {
    return locked;
  },
  /** True once the server has said whether somebody is signed in. */
  get known(): boolean {
    return known;
  },
  /** True while the shop has no owner yet. */
  get firstRun(): boolean {
    return firstRun;
  },
  may(right: string): boolean {
    return current?.rights.includes(right) ?? false;
  },
  /** Asks the server who is signed in; throws only when it can't be asked. */
  async load() {
    try {
      current = await fetchSession();
      firstRun = false;
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status !== 401) throw problem;
      current = null;
      firstRun = problem.code === 'first_run';
    }
    known = true;
  },
  enter(next: Session) {
    current = next;
    locked = null;
    known = true;
    // Another person may see more or less: nothing of the last one is kept.
    void queryClient.resetQueries();
  },
  /** Ends the session but remembers whose screen it is: their cart waits. */
  async lock() {
    locked = current?.user ?? null;
    current = null;
    await signOut().catch(() => undefined);
  },
  async leave() {
    locked = null;
    current = null;
    await signOut().catch(() => undefined);
    queryClient.clear();
  }
};

/** Locks after this much time without a key or a touch; returns the way to stop. */
export function lockWhenIdle(seconds: number): () => void {
  let timer = setTimeout(lock, seconds * 1000);
  function lock() {
    void sessionStore.lock();
  }
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
