/** What keeps a printer from printing, in words. A code we don't know stays itself. */
import * as m from '#lib/paraglide/messages.js';

const PROBLEMS: Record<string, () => string> = {
  ready: m.device_ready,
  paper_low: m.device_paper_low,
  paper_out: m.device_paper_out,
  cover_open: m.device_cover_open,
  offline: m.device_offline,
  error: m.device_error,
  unknown: m.device_unknown
};

export const deviceProblem = (code: string): string => PROBLEMS[code]?.() ?? code;
