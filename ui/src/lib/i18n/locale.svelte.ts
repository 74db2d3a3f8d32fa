/**
 * The language of the screens, switchable without a reload: messages read the locale through this
 * rune, so every visible word follows.
 */
import { getLocale, overwriteGetLocale, setLocale } from '#lib/paraglide/runtime.js';

export type Locale = 'fr' | 'en';

let current = $state<Locale>(getLocale());
overwriteGetLocale(() => current);

export const locale = {
  get current(): Locale {
    return current;
  },
  /** Switches at once and remembers the choice on this machine. */
  set(next: Locale) {
    void setLocale(next, { reload: false });
    current = next;
    document.documentElement.lang = next;
  },
  /** To be called once, when the application starts. */
  start() {
    document.documentElement.lang = current;
  }
};
