/**
 * The query cache. A query's key begins with the change tag it depends on (`['stock', …]`,
 * `['cart:0190…']`), so a change event refreshes exactly what it names.
 */
import { QueryClient } from '@tanstack/svelte-query';
import { concerns, onChanges } from './changes.ts';

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

onChanges((tags) => {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) => tags.some((tag) => concerns(queryKey, tag))
  });
});
