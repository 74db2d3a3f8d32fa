/** The bench's words, and how its times are said. */
import { count } from '#lib/format/index.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';

/** `1 h 05`, `25 min`. */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return m.bench_minutes({ minutes: String(rest) });
  const padded = String(rest).padStart(2, '0');
  return m.bench_hours({ hours: count(hours, locale.current), minutes: padded });
}

const METALS: Record<string, () => string> = {
  gold: m.bench_metal_gold,
  silver: m.bench_metal_silver,
  platinum: m.bench_metal_platinum,
  palladium: m.bench_metal_palladium
};
export const METAL_CODES = Object.keys(METALS);
export const metalWord = (code: string): string => METALS[code]?.() ?? code;
/** The title that a bench has in hand most often, per mille. */
export const USUAL_TITLE: Record<string, number> = {
  gold: 750,
  silver: 925,
  platinum: 950,
  palladium: 950
};

type Tone = 'plain' | 'ok' | 'warn' | 'danger' | 'accent';
const LINES: Record<string, { label: () => string; tone: Tone }> = {
  out: { label: m.vendor_state_out, tone: 'accent' },
  back: { label: m.vendor_state_back, tone: 'ok' },
  unworked: { label: m.vendor_state_unworked, tone: 'warn' },
  cancelled: { label: m.vendor_state_cancelled, tone: 'plain' }
};
export const lineOf = (code: string): { label: () => string; tone: Tone } =>
  LINES[code] ?? { label: () => code, tone: 'plain' };
