/** The refusals of trays, their counts and what is away too long in words. */
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
  'tray.how': plain(m.error_tray_how),
  'away.day': plain(m.error_away_day),
  'away.not_away': plain(m.error_away_not_away),
  'away.not_extended': plain(m.error_away_not_extended),
  'away.past': plain(m.error_away_past),
  'away.too_far': plain(m.error_away_too_far),
  'away.no_reason': plain(m.error_away_no_reason),
  'away.what': plain(m.error_away_what),
  'away.limit': (params) => m.error_away_limit({ most: text(params, 'most') })
};
