/** The stock's table as its page's address says it. */
import type { Filter } from '#lib/features/stock/index.ts';

const NAMES = ['q', 'family', 'place', 'supplier', 'metal', 'sort'] as const;

export function filterOfAddress(asked: Pick<URLSearchParams, 'get' | 'has'>): Filter {
  return {
    q: asked.get('q') ?? '',
    family: asked.get('family') ?? '',
    place: asked.get('place') ?? '',
    supplier: asked.get('supplier') ?? '',
    metal: asked.get('metal') ?? '',
    state: asked.get('state') ?? 'available',
    sort: asked.get('sort') ?? '',
    descending: asked.has('descending')
  };
}

export function stockAddress(filter: Filter, view = ''): string {
  const asked = new URLSearchParams();
  for (const name of NAMES) if (filter[name]) asked.set(name, filter[name]);
  if (filter.state !== 'available') asked.set('state', filter.state);
  if (filter.descending) asked.set('descending', '');
  if (view) asked.set('view', view);
  const text = asked.toString().replace('descending=', 'descending');
  return `/office/stock${text ? `?${text}` : ''}`;
}

/** What is looked for, whatever the order: a choice of rows is one of these. */
export const sought = ({ q, family, place, supplier, metal, state }: Filter): string =>
  JSON.stringify([q, family, place, supplier, metal, state]);
