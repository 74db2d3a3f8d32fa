/**
 * The numbers a French shop is known by, checked while they are typed. The server checks again.
 * Sources: INSEE (SIRET: Luhn over 14 digits, La Poste's own sum for its establishments; NAF rev. 2),
 * DGFiP (VAT key: (12 + 3 × (SIREN mod 97)) mod 97).
 */
const LA_POSTE = '356000000';

/** What is wrong with a number, for the words beside the field. */
export type Fault =
  | { kind: 'siret_length'; count: number }
  | { kind: 'siret_sum' }
  | { kind: 'naf_form' }
  | { kind: 'vat_form' }
  | { kind: 'vat_sum'; expected: string };

export const digitsOf = (text: string): string => text.replace(/\D/g, '');

function luhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const twice = index % 2 === 1 ? digit * 2 : digit;
    sum += twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
}

/** Null when the SIRET is right. */
export function siretFault(text: string): Fault | null {
  const digits = digitsOf(text);
  if (digits.length !== 14) return { kind: 'siret_length', count: digits.length };
  if (digits.startsWith(LA_POSTE)) {
    const sum = [...digits].reduce((total, digit) => total + Number(digit), 0);
    if (sum % 5 === 0) return null;
  }
  return luhn(digits) ? null : { kind: 'siret_sum' };
}

/** The VAT number that belongs to a SIRET; empty until its SIREN is complete. */
export function vatOf(siret: string): string {
  const siren = digitsOf(siret).slice(0, 9);
  if (siren.length !== 9) return '';
  const key = (12 + 3 * (Number(siren) % 97)) % 97;
  return `FR${String(key).padStart(2, '0')}${siren}`;
}

/** Null when the number is French and belongs to the SIREN, or is not French at all. */
export function vatFault(text: string, siret: string): Fault | null {
  const tight = text.replace(/[\s.\u00a0\u202f]/g, '').toUpperCase();
  if (!/^[A-Z]{2}[0-9A-Z]{2,12}$/.test(tight)) return { kind: 'vat_form' };
  if (!tight.startsWith('FR')) return null;
  if (!/^FR[0-9A-Z]{2}\d{9}$/.test(tight)) return { kind: 'vat_form' };
  const expected = vatOf(siret);
  // A key with letters belongs to no sum that is published.
  if (!expected || /[A-Z]/.test(tight.slice(2, 4))) return null;
  return tight === expected ? null : { kind: 'vat_sum', expected };
}

/** True for a telephone number without as many digits as one has anywhere; none is none. */
export const phoneFault = (text: string): boolean =>
  text.trim() !== '' && !/^(?:\D*\d){6,15}\D*$/.test(text);

/** True for an address that has no name or no host; none is none. */
export const emailFault = (text: string): boolean =>
  text.trim() !== '' && !/^[^\s@]+@[^\s]*\.[^\s]*$/.test(text.trim());

/** `4777z` → `47.77Z`; null when it is no NAF code. */
export function nafOf(text: string): string | null {
  const found = /^(\d\d)\.?(\d\d)([A-Z])$/.exec(text.trim().toUpperCase());
  return found ? `${found[1]}.${found[2]}${found[3]}` : null;
}

/** `73282932000074` → `732 829 320 00074`, as it stands on official papers. */
export function siretWritten(text: string): string {
  const digits = digitsOf(text);
  if (digits.length !== 14) return text;
  return `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6, 9)} ${digits.slice(9)}`;
}
