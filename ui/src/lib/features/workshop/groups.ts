/** What the reports have in common: their groups, and the words of their days. */
import { day } from '#lib/format/index.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import * as m from '#lib/paraglide/messages.js';
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
