/** What arrives as the form holds it: one piece a row, an article by its quantity. */
import { newId } from '#lib/api/http.ts';
import { metalOf, titled } from './draft.ts';
import type { PurchaseLine, PurchaseOrder, ReceivePurchase } from './types.ts';

export type Arrival = {
  id: string;
  /** The order's line; none where nobody had ordered it. */
  line: PurchaseLine | null;
  kind: 'piece' | 'article';
  /** Whether it came, and is kept, refused, or has still to come. */
  fate: 'here' | 'refused' | 'later';
  piece_id: string;
  number: string;
  title: string;
  family_id: string;
  article_id: string;
  metal: string;
  /** Parts per ten thousand, as its list has them. */
  fineness: string;
  price_minor: number | null;
  cost_minor: number | null;
  quantity: number | null;
  reason: string;
};

export const arrival = (kind: Arrival['kind'], number: string): Arrival => ({
  id: newId(),
  line: null,
  kind,
  fate: 'here',
  piece_id: newId(),
  number,
  title: '',
  family_id: '',
  article_id: '',
  metal: 'none',
  fineness: '',
  price_minor: null,
  cost_minor: null,
  quantity: kind === 'piece' ? 1 : null,
  reason: ''
});

/** A row for everything an order still waits for, each piece with a free number. */
export function awaited(order: PurchaseOrder, free: string[]): Arrival[] {
  let next = 0;
  return order.lines.flatMap((line) =>
    line.missing === 0
      ? []
      : line.article_id
        ? [
            {
              ...arrival('article', ''),
              line,
              title: line.title,
              article_id: line.article_id,
              cost_minor: line.cost_minor ?? null,
              quantity: line.missing
            }
          ]
        : Array.from({ length: line.missing }, () => ({
            ...arrival('piece', free[next++] ?? ''),
            line,
            title: line.title,
            cost_minor: line.cost_minor ?? null
          }))
  );
}

export const complete = (one: Arrival): boolean => {
  if (one.fate === 'later') return true;
  if (one.fate === 'refused') return one.reason.trim() !== '';
  if (one.kind === 'article') return one.article_id !== '' && (one.quantity ?? 0) > 0;
  return (
    one.number.trim() !== '' &&
    (one.line !== null || (one.title.trim() !== '' && !!one.family_id && titled(one)))
  );
};

export function wire(one: Arrival): ReceivePurchase['lines'][number] {
  const line_id = one.line?.id ?? null;
  if (one.fate === 'refused') {
    return {
      id: one.id,
      line_id,
      kind: 'refused',
      title: one.title,
      quantity: one.kind === 'article' ? (one.quantity ?? 1) : 1,
      reason: one.reason
    };
  }
  if (one.kind === 'article') {
    return {
      id: one.id,
      line_id,
      kind: 'article',
      article_id: one.article_id,
      quantity: one.quantity ?? 0,
      cost_minor: one.cost_minor
    };
  }
  return {
    id: one.id,
    line_id,
    kind: 'piece',
    piece_id: one.piece_id,
    number: one.number.trim(),
    title: one.title,
    family_id: one.line ? null : one.family_id,
    ...(one.line ? { metal: null, fineness: null } : metalOf(one)),
    price_minor: one.price_minor,
    cost_minor: one.cost_minor
  };
}
