/** Somebody who may sign in, as the sign-in screen shows them. */
export type Person = {
  id: string;
  name: string;
  role: string;
  /** Until when their PIN is not looked at, after wrong tries. */
  waits_until?: string | null;
};

export type TillName = { id: string; name: string };

export type Session = {
  user: Person;
  language: 'fr' | 'en' | null;
  /** The till they stand at; null for back-office work. */
  till: TillName | null;
  /** Waits for the PIN. */
  locked: boolean;
  /** Idle time after which the screen locks itself. */
  lock_after_s: number;
  /** What this person may do, by the server's names. */
  rights: string[];
  /** The largest discount they may give alone, in basis points. */
  discount_limit_bp: number;
};
