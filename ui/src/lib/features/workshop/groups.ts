/** What the reports have in common: their groups, and the words of their days. */
import { day } from '#lib/format/index.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Details } from '#lib/ui/FiguresPage.svelte';
import type { Snippet } from 'svelte';
import type { Span } from './types.ts';

/** What each report is given by the page. */
export type ReportProps = { span: Span; by: string; filters: Snippet };

export const groups = (stage = false) => [
  { value: 'kind', label: m.workshop_by_kind() },
  { value: 'hand', label: m.workshop_by_hand() },
  ...(stage ? [{ value: 'stage', label: m.workshop_by_stage() }] : [])
];
export const period = ({ from, until }: Span): string =>
  from && until ? `${day(from, locale.current)} – ${day(until, locale.current)}` : '';
export const fileName = (what: string, by: string, { from, until }: Span): string =>
  [m.workshop_file(), what, by, from, until].filter(Boolean).join('-');

/** A job beneath the figures: where its sheets are, what is told of it, and how paper puts it. */
export type WorkRow = {
  key: string;
  /** Without an address: it is about no job. */
  links: { text: string; href: string }[];
  cells: string[];
  /** At the end of its line on paper, and below it. */
  value: string;
  note: string;
};

/** The same for a file and for paper. */
export const details = (title: string, headers: string[], rows: WorkRow[]): Details => ({
  title,
  headers,
  rows: rows.map(({ links, cells, value, note }) => {
    const codes = links.map(({ text }) => text);
    return {
      cells: [...codes, ...cells],
      name: [codes.join(' → '), cells[0]].join(' · '),
      value,
      note
    };
  })
});
