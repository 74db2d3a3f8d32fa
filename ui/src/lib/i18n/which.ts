export const LOCALES = ['fr', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** The first of these languages that we speak, whatever its country; French where we speak none. */
export function firstLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const found = LOCALES.find((known) => known === tag.toLowerCase().split(/[-_]/)[0]);
    if (found) return found;
  }
  return 'fr';
}
