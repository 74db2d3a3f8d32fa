/** A wedge scanner as the browser sees it: key events a few milliseconds apart, on any layout. */
import type { CDPSession, Page } from 'playwright-core';

const FRENCH_DIGITS = 'à&é"\'(-è_ç';
const FRENCH_LETTERS: Record<string, string> = { A: 'Q', Q: 'A', Z: 'W', W: 'Z' };

type Stroke = { key: string; code: string; shift: boolean };

/** The keys a scanner set to a US keyboard sends, as the computer's layout reads them. */
export function strokes(code: string, layout: 'us' | 'azerty'): Stroke[] {
  return [...code].map((character) => {
    if (/\d/.test(character)) {
      const key = layout === 'us' ? character : (FRENCH_DIGITS[Number(character)] ?? '');
      return { key, code: `Digit${character}`, shift: false };
    }
    if (/[A-Z]/.test(character)) {
      const key = layout === 'us' ? character : (FRENCH_LETTERS[character] ?? character);
      return { key, code: `Key${character}`, shift: true };
    }
    if (/[a-z]/.test(character)) {
      const capital = character.toUpperCase();
      const key = (layout === 'us' ? capital : (FRENCH_LETTERS[capital] ?? capital)).toLowerCase();
      return { key, code: `Key${capital}`, shift: false };
    }
    if (character === ';') {
      return { key: layout === 'us' ? ';' : 'm', code: 'Semicolon', shift: false };
    }
    if (character === '-') {
      return { key: layout === 'us' ? '-' : ')', code: 'Minus', shift: false };
    }
    throw new Error(`the test scanner has no key for ${character}`);
  });
}

export class Scanner {
  #devtools: CDPSession;
  #clock = Date.now() / 1000;

  private constructor(devtools: CDPSession) {
    this.#devtools = devtools;
  }

  static async on(page: Page): Promise<Scanner> {
    return new Scanner(await page.context().newCDPSession(page));
  }

  /**
   * Sends a code and its Enter. The events carry the times a scanner would give them, so that a
   * busy test machine doesn't slow the burst down to a person's speed.
   */
  async scan(code: string, { layout = 'us' as 'us' | 'azerty', stepMs = 6 } = {}) {
    this.#clock = Math.max(this.#clock + 0.1, Date.now() / 1000);
    const keys = [...strokes(code, layout), { key: 'Enter', code: 'Enter', shift: false }];
    await Promise.all(
      keys.flatMap(({ key, code: physical, shift }, index) => {
        const timestamp = this.#clock + (index * stepMs) / 1000;
        const text = key === 'Enter' ? '\r' : key;
        const event = { key, code: physical, modifiers: shift ? 8 : 0, timestamp };
        return [
          this.#devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', text, ...event }),
          this.#devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event })
        ];
      })
    );
    this.#clock += (keys.length * stepMs) / 1000;
  }
}
