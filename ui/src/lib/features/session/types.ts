/** Somebody who may sign in, as the sign-in screen shows them. */
export type Person = { id: string; name: string; role: string };

export type Session = {
  user: Person;
  /** What this person may do, by the server's names. */
  rights: string[];
  till: { id: string; name: string } | null;
  /** Idle time after which the till locks itself; null: never. */
  lock_after_s: number | null;
};
