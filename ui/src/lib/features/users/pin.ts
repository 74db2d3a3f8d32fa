/** Whether a new PIN will do; the server has the last word. Only digits, so that it fits the pad. */
export type PinFault = 'digits' | 'short' | 'weak';

export const LEAST_DIGITS = 4;
export const MOST_DIGITS = 8;

/** True for `111111`, `123456`, `987654`, `121212`, `1985`. */
function guessable(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index]));
  if (steps.every((step) => step === steps[0] && Math.abs(step) <= 1)) return true;
  return /^(\d{1,3})\1+$/.test(pin) || /^(19|20)\d\d$/.test(pin);
}

export function pinFault(pin: string): PinFault | null {
  if (!/^\d*$/.test(pin)) return 'digits';
  if (pin.length < LEAST_DIGITS || pin.length > MOST_DIGITS) return 'short';
  return guessable(pin) ? 'weak' : null;
}
