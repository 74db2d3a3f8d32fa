/**
 * What a person typed, as integers. A comma and a point both mean the decimal sign; spaces of any
 * kind group. Nothing is rounded in silence: too many decimals is not a number.
 */
const SPACES = /[\s\u00a0\u202f’']/g;

/** `1 290,5` → `129050`; null when it is no amount. At most two decimals, an optional sign. */
export function parseMoney(text: string): number | null {
  return parseDecimal(text.replace(/€/g, ''), 2);
}

/** `12,5` → `1250` basis points; null when it is no percentage between 0 and 100. */
export function parsePercent(text: string): number | null {
  const value = parseDecimal(text.replace(/%/g, ''), 2);
  return value === null || value < 0 || value > 10_000 ? null : value;
}

/** Decimal text as an integer of 10^-decimals units; null if it is anything else. */
export function parseDecimal(text: string, decimals: number): number | null {
  const tight = text.replace(SPACES, '').replace('−', '-');
  const found = /^([-+]?)(\d*)(?:[.,](\d*))?$/.exec(tight);
  if (!found) return null;
  const [, sign, whole = '', fraction = ''] = found;
  if (whole === '' && fraction === '') return null;
  if (fraction.length > decimals) return null;
  const value = Number(whole + fraction.padEnd(decimals, '0'));
  if (!Number.isSafeInteger(value)) return null;
  return sign === '-' && value !== 0 ? -value : value;
}
