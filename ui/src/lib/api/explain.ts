/**
 * Problem codes as sentences an assistant can act on. A code we don't know yet is shown as such:
 * never silence, never the server's English.
 */
import * as m from '#lib/paraglide/messages.js';
import { OFFLINE, Problem, UNREADABLE } from './problem.ts';
import { SENTENCES, type Sentence } from './sentences.ts';

export type { Sentence };

/** The sentences of screens that the till doesn't load. */
const taught = new Map<string, Sentence>();

export function explain(problem: unknown): string {
  if (!(problem instanceof Problem)) return m.error_unreadable({ status: '—' });
  if (problem.code === OFFLINE) return m.error_offline();
  if (problem.code === 'client.caught_up') return m.error_caught_up();
  if (problem.code === UNREADABLE) return m.error_unreadable({ status: String(problem.status) });
  const sentence = SENTENCES[problem.code] ?? taught.get(problem.code);
  return sentence?.(problem.params) ?? m.error_unknown({ code: problem.code });
}

/** The codes that have a sentence of their own. */
export const explained = (): string[] => Object.keys(SENTENCES);

/** Adds the sentences of screens that the till doesn't load. */
export function teach(sentences: Record<string, Sentence>) {
  for (const [code, sentence] of Object.entries(sentences)) taught.set(code, sentence);
}
