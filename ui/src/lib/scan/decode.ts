/**
 * A wedge scanner types a US keyboard's keys. On a French layout the computer reads `&é"'(-è_çà` for
 * its digits and swaps A/Q and Z/W, so the characters are taken from the physical keys instead.
 */
const SIGNS: Record<string, [plain: string, shifted: string]> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
  NumpadSubtract: ['-', '-'],
  NumpadDecimal: ['.', '.'],
  NumpadDivide: ['/', '/']
};
const SHIFTED_DIGITS = ')!@#$%^&*(';

/** The character a US keyboard gives for this physical key; null for keys that give none. */
export function usCharacter(code: string, shift: boolean): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shift ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit) {
    return shift && code.startsWith('Digit') ? (SHIFTED_DIGITS[Number(digit)] ?? null) : digit;
  }
  const sign = SIGNS[code];
  return sign ? sign[shift ? 1 : 0] : null;
}

/** What a layout gives that shows it is not the scanner's: the French digit row, unshifted. */
const FRENCH_ROW = new Set('&é"\'(-è_çà');

export type Typed = { key: string; code: string; shift: boolean };

/**
 * The text of a burst. Where the layout agrees with the scanner, or the scanner was set to the
 * computer's layout, what the computer read is right; where an unshifted digit key gave a French
 * sign, the scanner speaks US and the physical keys are read instead.
 *
 * A scanner set to US writes capitals with Shift and digits without; one set to French writes digits
 * *with* Shift. That is what tells them apart, and it decides for the letters too.
 */
export function decode(burst: readonly Typed[]): string {
  const foreign = burst.some(
    ({ key, code, shift }) => /^Digit\d$/.test(code) && !shift && FRENCH_ROW.has(key)
  );
  if (!foreign) return burst.map(({ key }) => key).join('');
  return burst.map(({ key, code, shift }) => usCharacter(code, shift) ?? key).join('');
}
