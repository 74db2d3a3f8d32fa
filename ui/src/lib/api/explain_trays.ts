/** The refusals of trays and their counts in words. */
import * as m from '#lib/paraglide/messages.js';
import type { Sentence } from './explain.ts';

const text = (params: Record<string, unknown>, name: string) => String(params[name] ?? '');
/** Messages without parameters. */
const plain = (message: () => string): Sentence => message as Sentence;

export const TRAY_SENTENCES: Record<string, Sentence> = {
  'tray.unknown': plain(m.error_tray_unknown),
  'tray.none': plain(m.error_tray_none),
  'tray.too_many': plain(m.error_tray_too_many),
  'tray.place_unknown': plain(m.error_tray_place_unknown),
  'tray.into_tray': plain(m.error_tray_into_tray),
  'tray.already_there': plain(m.error_tray_already_there),
  'tray.move_unknown': plain(m.error_tray_move_unknown),
  'tray.undone': plain(m.error_tray_undone),
  'tray.carried_on': (params) => m.error_tray_carried_on({ tray: text(params, 'tray') }),
  'tray.no_reason': plain(m.error_tray_no_reason),
  'tray.number': plain(m.error_tray_number),
  'tray.not_in_tray': plain(m.error_tray_not_in_tray),
  'tray.code': plain(m.error_tray_code),
  'tray.count_unknown': plain(m.error_tray_count_unknown),
  'tray.count_stands_no_more': plain(m.error_tray_count_stands_no_more),
  'tray.how': plain(m.error_tray_how)
};
