/** The refusals of the bench in words. */
import { count, moment } from '#lib/format/index.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Sentence } from './explain.ts';

type Params = Record<string, unknown>;
const text = (params: Params, name: string) => String(params[name] ?? '');
const number = (params: Params, name: string) => count(Number(params[name]) || 0, locale.current);
/** Messages whose parameters are called as the server calls them. */
const plain = (message: (params: never) => string): Sentence => message as Sentence;

export const BENCH_SENTENCES: Record<string, Sentence> = {
  'bench.unknown': plain(m.error_bench_unknown),
  'bench.wrong_state': plain(m.error_bench_wrong_state),
  'bench.task_unknown': plain(m.error_bench_task_unknown),
  'bench.clock_running': plain(m.error_bench_clock_running),
  'bench.no_clock': plain(m.error_bench_no_clock),
  'bench.clock_forgotten': (params) =>
    m.error_bench_clock_forgotten({ since: moment(text(params, 'since'), locale.current) }),
  'bench.minutes': plain(m.error_bench_minutes),
  'bench.day_full': (params) => m.error_bench_day_full({ left: number(params, 'left_minutes') }),
  'bench.day': plain(m.error_bench_day),
  'bench.corrected': plain(m.error_bench_corrected),
  'bench.part_unknown': (params) => m.error_bench_part_unknown({ code: text(params, 'code') }),
  'bench.part_not_here': (params) =>
    m.error_bench_part_not_here({ number: text(params, 'number') }),
  'bench.part_reserved': (params) =>
    m.error_bench_part_reserved({ number: text(params, 'number') }),
  'bench.part_not_ours': (params) =>
    m.error_bench_part_not_ours({ number: text(params, 'number') }),
  'bench.part_not_taken': (params) =>
    m.error_bench_part_not_taken({ number: text(params, 'number') }),
  'bench.part_short': (params) =>
    m.error_bench_part_short({ number: text(params, 'number'), left: number(params, 'left') }),
  'bench.quantity': plain(m.error_bench_quantity),
  'bench.weight': plain(m.error_bench_weight),
  'bench.title': plain(m.error_bench_title),
  'bench.hour_cost': plain(m.error_bench_hour_cost),
  'bench.due': plain(m.error_bench_due),
  'bench.lines': plain(m.error_bench_lines),
  'bench.amount': plain(m.error_bench_amount),
  'bench.not_back': (params) => m.error_bench_not_back({ code: text(params, 'code') }),
  'bench.billed': (params) => m.error_bench_billed({ reference: text(params, 'reference') }),
  'bench.not_agreed': (params) => m.error_bench_not_agreed({ code: text(params, 'code') })
};
