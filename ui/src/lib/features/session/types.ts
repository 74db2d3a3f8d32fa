/** Somebody who may sign in, as the sign-in screen shows them. */
export type Person = { id: string; name: string; role: string };

export type Session = {
  user: Person;
  language: 'fr' | 'en' | null;
  /** The till they stand at; null for back-office work. */
  till_id: string | null;
  /** Waits for the PIN. */
  locked: boolean;
  /** Idle time after which the screen locks itself; null: never. */
  lock_after_s: number | null;
  /** What this person may do, by the server's names. */
  rights: string[];
  /** The largest discount they may give alone, in basis points. */
  discount_limit_bp: number;
};
