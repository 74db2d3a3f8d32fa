/**
 * Everything a person reads that is not a word: amounts, weights, carats, dates. `Intl` only; the
 * wire gives integers in the smallest unit and they are divided here, last.
 */
export type Language = 'fr' | 'en';

const TAG = { fr: 'fr-FR', en: 'en-GB' } as const;
const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function number(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${language}${JSON.stringify(options)}`;
  let found = cache.get(key) as Intl.NumberFormat | undefined;
  if (!found) cache.set(key, (found = new Intl.NumberFormat(TAG[language], options)));
  return found;
}

function dates(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${language}${JSON.stringify(options)}`;
  let found = cache.get(key) as Intl.DateTimeFormat | undefined;
  if (!found) cache.set(key, (found = new Intl.DateTimeFormat(TAG[language], options)));
  return found;
}

/**
 * `129000` → `1 290,00 €`. The group space is the narrow no-break one and the minus the real one,
 * so that amounts neither wrap nor lose their sign among dashes.
 */
export function money(minor: number, language: Language, currency = 'EUR'): string {
  const text = number(language, { style: 'currency', currency, minimumFractionDigits: 2 }).format(
    minor / 100
  );
  return text.replace(/^-/, '−');
}

/** The same without the currency, as it stands in an input: `1290,00`. */
export function moneyInput(minor: number, language: Language): string {
  return number(language, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    useGrouping: false
  }).format(minor / 100);
}

/** Millionths of the currency: `113500000` → `113,50 €`; two decimals, up to four where there are more. */
export function rate(micro: number, language: Language, currency = 'EUR'): string {
  return number(language, {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: 4
  }).format(micro / 1_000_000);
}

/** Thousandths: `2500` → `2,5`. */
export function factor(milli: number, language: Language): string {
  return number(language, { maximumFractionDigits: 3 }).format(milli / 1000);
}

/** The calendar day of a moment on this machine, as the wire and date fields write it: `2026-11-22`. */
export function isoDay(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** What stands before the cents: a comma in French, a point in English. */
export const decimalSign = (language: Language): ',' | '.' => (language === 'fr' ? ',' : '.');

/** `3420` mg → `3,42 g`. Hundredths of a gram, thousandths only when there are some. */
export function weight(mg: number, language: Language): string {
  const fractions = mg % 10 === 0 ? 2 : 3;
  const text = number(language, {
    minimumFractionDigits: fractions,
    maximumFractionDigits: fractions
  }).format(mg / 1000);
  return `${text}\u00a0g`;
}

/** `3420500` µg → `3,4205 g`. As fine as the scale was: at least hundredths of a gram. */
export function finely(ug: number, language: Language): string {
  const text = number(language, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 6
  }).format(ug / 1_000_000);
  return `${text}\u00a0g`;
}

/** `700` thousandths → `0,70 ct`. */
export function carat(milli: number, language: Language): string {
  const fractions = milli % 10 === 0 ? 2 : 3;
  const text = number(language, {
    minimumFractionDigits: fractions,
    maximumFractionDigits: fractions
  }).format(milli / 1000);
  return `${text}\u00a0ct`;
}

/** Parts per ten thousand of pure metal → the stamp: `7500` → `750`, `9999` → `999,9`. */
export function fineness(parts: number, language: Language): string {
  return number(language, { maximumFractionDigits: 1 }).format(parts / 10);
}

/** Micrometres → millimetres: `3200` → `3,2 mm`. */
export function millimetres(um: number, language: Language): string {
  return `${number(language, { maximumFractionDigits: 3 }).format(um / 1000)}\u202fmm`;
}

/** Basis points → percent: `2000` → `20 %`. */
export function percent(bp: number, language: Language): string {
  const text = number(language, { style: 'percent', maximumFractionDigits: 2 }).format(bp / 10_000);
  // The space before the sign differs between versions of the Unicode data: one for all.
  return text.replace(/\s%/u, '\u202f%');
}

/** A count, grouped. */
export function count(value: number, language: Language): string {
  return number(language, { maximumFractionDigits: 0 }).format(value);
}

/** Minutes as people say a while: `45 min`, `5 h`, `2,5 j`; one decimal, below ten days. */
export function duration(minutes: number, language: Language): string {
  const [unit, of] = minutes < 60 ? ['minute', 1] : minutes < 1_440 ? ['hour', 60] : ['day', 1_440];
  const value = minutes / (of as number);
  const text = number(language, {
    style: 'unit',
    unit: unit as string,
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 ? 1 : 0
  }).format(value);
  return text.replace(/\s(?=\p{L}+$)/u, '\u00a0');
}

/** `22/11/2026`. */
export function day(at: string | Date, language: Language): string {
  return dates(language, { dateStyle: 'short' }).format(new Date(at));
}

/** `dimanche 22 novembre 2026`. */
export function longDay(at: string | Date, language: Language): string {
  return dates(language, { dateStyle: 'full' }).format(new Date(at));
}

/** `novembre 2026`. */
export function month(at: string | Date, language: Language): string {
  return dates(language, { month: 'long', year: 'numeric' }).format(new Date(at));
}

/** `novembre`: the name of a month, 1 to 12. */
export function monthName(number: number, language: Language): string {
  return dates(language, { month: 'long' }).format(new Date(2026, number - 1, 15));
}

/** `lundi`: the name of a day of the week, 1 to 7. */
export function weekday(number: number, language: Language): string {
  // The 23rd of November 2026 is a Monday.
  return dates(language, { weekday: 'long' }).format(new Date(2026, 10, 22 + number));
}

/** `mar. 24 nov.`. */
export function shortDay(at: string | Date, language: Language): string {
  return dates(language, { weekday: 'short', day: 'numeric', month: 'short' }).format(new Date(at));
}

/** `14:05`. */
export function hour(at: string | Date, language: Language): string {
  return dates(language, { timeStyle: 'short' }).format(new Date(at));
}

/** `14:05` today, `23/11/2026 14:05` on another day. */
export function hourOrDay(at: string | Date, language: Language, now = new Date()): string {
  const day = dates(language, { dateStyle: 'short' });
  const today = day.format(new Date(at)) === day.format(now);
  return today ? hour(at, language) : moment(at, language);
}

/** `22/11/2026 14:05`. */
export function moment(at: string | Date, language: Language): string {
  return dates(language, { dateStyle: 'short', timeStyle: 'short' }).format(new Date(at));
}

/** `0:42` left, for the wait after wrong PINs. */
export function countdown(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** A file's size: `12,4 Mo`, `12.4 MB`. */
export function bytes(value: number, language: Language): string {
  const steps = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = Math.min(steps.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3));
  return number(language, {
    style: 'unit',
    unit: steps[step],
    unitDisplay: 'short',
    maximumFractionDigits: step === 0 ? 0 : 1
  }).format(value / 1000 ** step);
}
