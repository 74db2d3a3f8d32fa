/** How long the same code, read again, is the same pull of the trigger: an envelope held under the scanner. */
export const AGAIN_MS = 3_000;

/**
 * Tells a code that is meant from one that a scanner reads again: true once, then false until it has not
 * been read for a while. Another code is always meant.
 */
export function once(now: () => number = () => performance.now(), againMs = AGAIN_MS) {
  let last = '';
  let at = Number.NEGATIVE_INFINITY;
  return (code: string): boolean => {
    const text = code.trim().toLowerCase();
    const time = now();
    const isMeant = text !== last || time - at >= againMs;
    last = text;
    at = time;
    return isMeant;
  };
}

/** Of every page that an envelope opens or moves: the read that opened a page moves nothing on it. */
export const isMeant = once();
