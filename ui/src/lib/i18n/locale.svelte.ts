/**
 * The language of the screens, switchable without a reload: messages read the locale through this
 * rune, so every visible word follows.
 */
import { overwriteGetLocale, setLocale } from '#lib/paraglide/runtime.js';
import { LOCALES, firstLocale, type Locale } from './which.ts';

export type { Locale };

/** Where Paraglide keeps what was chosen here. */
const KEY = 'PARAGLIDE_LOCALE';
const storage = globalThis.localStorage;

/** What somebody chose on this machine, in so many words; it wins over every proposal. */
let chosen = LOCALES.find((known) => known === storage?.getItem(KEY)) ?? null;
let current = $state<Locale>(chosen ?? machine());
overwriteGetLocale(() => current);

/** The desktop window says what the machine speaks; a browser says it itself. */
function machine(): Locale {
  if (typeof window === 'undefined') return 'fr';
  const told = window.__ECRIN_LANGUAGE__;
  return firstLocale(told ? [told] : navigator.languages);
}

function show(next: Locale) {
  current = next;
  document.documentElement.lang = next;
}

export const locale = {
  get current(): Locale {
    return current;
  },
  /** Switches at once, until the page is loaded again. */
  speak(next: Locale) {
    show(next);
  },
  /** Switches at once and remembers the choice on this machine. */
  set(next: Locale) {
    chosen = next;
    void setLocale(next, { reload: false });
    show(next);
  },
  /** The person's language, or the shop's: shown where nobody chose one on this machine. */
  propose(language: string | null | undefined) {
    const next = LOCALES.find((known) => known === language);
    if (next && chosen === null) show(next);
  },
  /** To be called once, when the application starts. */
  start() {
    document.documentElement.lang = current;
  }
};
