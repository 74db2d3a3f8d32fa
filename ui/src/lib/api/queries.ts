/**
 * The query cache. A query's key begins with the change tag it depends on (`['stock', …]`,
 * `['cart:0190…']`), so a change event refreshes exactly what it names.
 */
import { QueryClient } from '@tanstack/svelte-query';
import { onChanges } from './changes.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The change events say when something is old; time doesn't.
      staleTime: Infinity,
      gcTime: 5 * 60_000,
      retry: false,
      refetchOnWindowFocus: false,
      networkMode: 'always'
    },
    mutations: { retry: false, networkMode: 'always' }
  }
});

/** True if a query with this key shows what the tag names: `stock` covers `stock:42` both ways. */
export function concerns(key: readonly unknown[], tag: string): boolean {
  const first = key[0];
  if (typeof first !== 'string') return false;
  if (first === tag) return true;
  const [family, id] = tag.split(':');
  const [keyFamily, keyId] = first.split(':');
  return family === keyFamily && (id === undefined || keyId === undefined);
}

onChanges((tags) => {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) => tags.some((tag) => concerns(queryKey, tag))
  });
});
