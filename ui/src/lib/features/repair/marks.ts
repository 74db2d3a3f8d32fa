/** What is drawn on a photo, in ten-thousandths of its width and height: the geometry, without a screen. */
import type { RepairMark } from './types.ts';

export type Tool = 'arrow' | 'oval' | 'text';
export const TOOLS: Tool[] = ['arrow', 'oval', 'text'];
export const FULL = 10_000;
/** As the server holds them: fewer, shorter, larger are refused there too. */
export const MOST_MARKS = 20;
export const LONGEST_TEXT = 40;
const SMALLEST = 100;

type Point = { x: number; y: number };
const within = (value: number) => Math.min(FULL, Math.max(0, Math.round(value)));

/** A mark from where the finger came down to where it is. */
export function drawn(kind: Tool, from: Point, to: Point): RepairMark {
  const [x, y] = [within(from.x), within(from.y)];
  const [x2, y2] = kind === 'text' ? [x, y] : [within(to.x), within(to.y)];
  return { kind, x, y, x2, y2, text: '' };
}

/** One in the middle, for who draws with the keyboard. */
export function centred(kind: Tool): RepairMark {
  const [near, far] = [
    { x: 3_500, y: 3_500 },
    { x: 6_500, y: 6_500 }
  ];
  return drawn(kind, near, far);
}

/** A tap is no arrow and no circle. */
export function isSized(mark: RepairMark): boolean {
  const [wide, high] = [Math.abs(mark.x2 - mark.x), Math.abs(mark.y2 - mark.y)];
  if (mark.kind === 'arrow') return Math.max(wide, high) >= SMALLEST;
  return mark.kind === 'text' || Math.min(wide, high) >= SMALLEST;
}

/** Without the words that nobody has typed yet. */
export const finished = (marks: RepairMark[]): RepairMark[] =>
  marks.filter(({ kind, text }) => kind !== 'text' || text.trim() !== '');

/** The mark with one end elsewhere; a text has one place. */
export function moved(mark: RepairMark, end: 'x' | 'y' | 'x2' | 'y2', value: number): RepairMark {
  const next = { ...mark, [end]: within(value) };
  return mark.kind === 'text' ? { ...next, x2: next.x, y2: next.y } : next;
}

/** Where a mark is on a picture so wide and so high. */
export function placed(mark: RepairMark, width: number, height: number) {
  return {
    x: (mark.x * width) / FULL,
    y: (mark.y * height) / FULL,
    x2: (mark.x2 * width) / FULL,
    y2: (mark.y2 * height) / FULL
  };
}

/** An arrow as one line: its shaft, then its head, as the paper has it. */
export function arrowPath(mark: RepairMark, width: number, height: number): string {
  const { x, y, x2, y2 } = placed(mark, width, height);
  const long = Math.hypot(x2 - x, y2 - y) || 1;
  const head = Math.min(Math.max(width, height) * 0.054, long * 0.4);
  const [dx, dy] = [((x2 - x) / long) * head, ((y2 - y) / long) * head];
  const wing = (side: number) =>
    `${(x2 - dx - dy * 0.6 * side).toFixed(1)} ${(y2 - dy + dx * 0.6 * side).toFixed(1)}`;
  return `M${x} ${y}L${x2} ${y2}L${wing(1)}L${x2} ${y2}L${wing(-1)}`;
}
