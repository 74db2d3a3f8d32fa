/** What keeps a printer from printing or a scale from weighing, in words. A code we don't know stays itself. */
import * as m from '#lib/paraglide/messages.js';

const PROBLEMS: Record<string, () => string> = {
  ready: m.device_ready,
  paper_low: m.device_paper_low,
  paper_out: m.device_paper_out,
  ribbon_out: m.device_ribbon_out,
  does_not_fit: m.device_does_not_fit,
  cover_open: m.device_cover_open,
  offline: m.device_offline,
  error: m.device_error,
  unknown: m.device_unknown,
  none: m.device_none_word,
  absent: m.device_absent,
  refused: m.device_refused,
  busy: m.device_busy,
  permission: m.device_permission,
  unplugged: m.device_unplugged,
  silent: m.device_silent,
  wrong_kind: m.device_wrong_kind,
  cutter_jam: m.device_cutter_jam,
  unconfirmed: m.device_unconfirmed,
  given_up: m.device_given_up,
  printing: m.device_printing,
  no_drawer: m.device_no_drawer,
  scale_unstable: m.scale_unstable,
  scale_overload: m.scale_overload,
  scale_underload: m.scale_underload,
  scale_negative: m.scale_negative,
  scale_empty: m.scale_empty,
  scale_unit: m.scale_unit,
  scale_unreadable: m.scale_unreadable,
  scale_silent: m.scale_silent,
  other: m.device_other
};

export const trouble = (code: string): string => PROBLEMS[code]?.() ?? code;
