/** A memo being written. It outlives the page: a piece may have to be entered in between. */
import { newId } from '#lib/api/http.ts';
import { isoDay } from '#lib/format/format.ts';
import type { Direction, Party } from './types.ts';

export type LineDraft = {
  id: string;
  piece_id: string;
  number: string;
  title: string;
  thumbnail_id: string | null;
  agreed_minor: number | null;
  /** Null: as agreed. */
  insured_minor: number | null;
};
type Draft = {
  id: string;
  direction: Direction;
  kind: string;
  party: Party | null;
  address: string;
  due_on: string;
  note: string;
  lines: LineDraft[];
};

const MONTH_MS = 30 * 24 * 3_600_000;
const blank = (direction: Direction): Draft => ({
  id: newId(),
  direction,
  kind: direction === 'in' ? 'consignment' : 'memo',
  party: null,
  address: '',
  due_on: isoDay(new Date(Date.now() + MONTH_MS)),
  note: '',
  lines: []
});

let draft = $state<Draft>(blank('out'));

/** The memo being written in this direction; another direction begins another one. */
export function memoDraft(direction: Direction): Draft {
  if (draft.direction !== direction) draft = blank(direction);
  return draft;
}
/** It is written, or given up. */
export function forgetDraft() {
  draft = blank(draft.direction);
}
