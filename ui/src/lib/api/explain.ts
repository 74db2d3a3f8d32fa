/**
 * Problem codes as sentences an assistant can act on. A code we don't know yet is shown as such:
 * never silence, never the server's English.
 */
import * as m from '#lib/paraglide/messages.js';
import { OFFLINE, Problem, UNREADABLE } from './problem.ts';

export type Sentence = (params: Record<string, unknown>) => string;

/** Filled by code; grouped by the feature that refuses. */
const SENTENCES: Record<string, Sentence> = {
  'user.pin_wrong': m.error_pin_wrong,
  'user.pin_wait': m.error_pin_wait,
  'user.pin_form': m.error_pin_form,
  'user.unknown': m.error_user_unknown,
  'till.unknown': m.error_till_unknown,
  'right.missing': m.error_right_missing,
  'session.missing': m.error_session_missing,
  'session.locked': m.error_session_locked,
  'session.other_user': m.error_session_other_user,
  'setup.required': m.error_setup_required,
  'store.disk_full': m.error_store_disk_full,
  'store.disk': m.error_store_disk,
  'store.damaged': m.error_store_damaged,
  'store.closed': m.error_store_closed,
  'store.key_missing': m.error_store_key_missing,
  'journal.no_key': m.error_journal_no_key,
  'request.too_large': m.error_request_too_large,
  'server.fault': m.error_server_fault
};

export function explain(problem: unknown): string {
  if (!(problem instanceof Problem)) return m.error_unreadable({ status: '—' });
  if (problem.code === OFFLINE) return m.error_offline();
  if (problem.code === UNREADABLE) return m.error_unreadable({ status: String(problem.status) });
  return SENTENCES[problem.code]?.(problem.params) ?? m.error_unknown({ code: problem.code });
}

/** The codes that have a sentence of their own. */
export const explained = (): string[] => Object.keys(SENTENCES);

/** Adds the sentences of screens that the till doesn't load. */
export function teach(sentences: Record<string, Sentence>) {
  Object.assign(SENTENCES, sentences);
}
