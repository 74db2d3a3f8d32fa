/** A line of an order as its form holds it. */
import { newId } from '#lib/api/http.ts';
import type { PurchaseLine, SavePurchaseOrder } from './types.ts';

export type Draft = {
  id: string;
  kind: 'piece' | 'article';
  article_id: string;
  family_id: string;
  title: string;
  metal: string;
  /** Parts per ten thousand, as its list has them. */
  fineness: string;
  reference: string;
  cost_minor: number | null;
  quantity: number | null;
};

export const blank = (kind: Draft['kind']): Draft => ({
  id: newId(),
  kind,
  article_id: '',
  family_id: '',
  title: '',
  metal: 'none',
  fineness: '',
  reference: '',
  cost_minor: null,
  quantity: 1
});

export const draftOf = (line: PurchaseLine): Draft => ({
  id: line.id,
  kind: line.article_id ? 'article' : 'piece',
  article_id: line.article_id ?? '',
  family_id: line.family_id ?? '',
  title: line.title,
  metal: line.metal ?? 'none',
  fineness: line.fineness ? String(line.fineness) : '',
  reference: line.reference,
  cost_minor: line.cost_minor ?? null,
  quantity: line.quantity
});

/** A precious metal has its title. */
export const titled = ({ metal, fineness }: { metal: string; fineness: string }): boolean =>
  metal === 'none' || metal === 'base' || fineness !== '';

/** The metal as the wire wants it. */
export const metalOf = ({ metal, fineness }: { metal: string; fineness: string }) => ({
  metal: metal === 'none' ? null : metal,
  fineness: metal === 'none' || fineness === '' ? null : Number(fineness)
});

/** Whether nothing is missing that the form itself can see. */
export const complete = (line: Draft): boolean =>
  line.quantity !== null &&
  line.quantity > 0 &&
  (line.kind === 'article'
    ? line.article_id !== ''
    : line.family_id !== '' && line.title.trim() !== '' && titled(line));

export const wire = (line: Draft): SavePurchaseOrder['lines'][number] => ({
  id: line.id,
  article_id: line.kind === 'article' ? line.article_id : null,
  family_id: line.kind === 'piece' ? line.family_id : null,
  title: line.title,
  ...(line.kind === 'piece' ? metalOf(line) : { metal: null, fineness: null }),
  reference: line.reference,
  cost_minor: line.cost_minor,
  quantity: line.quantity ?? 0
});
