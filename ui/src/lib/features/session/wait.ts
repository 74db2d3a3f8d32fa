/**
 * Until when the server wants no further PIN: it says so in seconds with a wrong one (`wait_s`), or
 * as a time while the wait lasts (`until`). Null: try again at once.
 */
export function waitUntil(params: Record<string, unknown>, now: number): number | null {
  const seconds = Number(params.wait_s);
  if (seconds > 0) return now + seconds * 1000;
  const until = typeof params.until === 'string' ? Date.parse(params.until) : NaN;
  return until > now ? until : null;
}
