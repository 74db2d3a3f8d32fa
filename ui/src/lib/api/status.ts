/** What a list shows while it has nothing to show: one word from a query's state. */
import type { Problem } from './problem.ts';

type Asked = { isPending: boolean; isError: boolean; error: Problem | null };

export function statusOf(query: Asked): 'ready' | 'loading' | 'error' | 'offline' {
  if (query.isPending) return 'loading';
  if (!query.isError) return 'ready';
  return query.error?.offline ? 'offline' : 'error';
}
