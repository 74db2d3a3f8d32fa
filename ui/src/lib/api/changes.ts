/**
 * What others changed. A browser hears it as server-sent events, the desktop window as a Tauri
 * event (its own scheme cannot stream); the screens hear one list of tags either way.
 */
type Listener = (tags: string[]) => void;
type State = 'connecting' | 'live' | 'lost';

const listeners = new Set<Listener>();
const watchers = new Set<(state: State) => void>();

/** Registers for change tags; returns the way out. */
export function onChanges(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Registers for the state of the line to the server; returns the way out. */
export function onLine(watcher: (state: State) => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Tells everybody; also called with the tags our own commands answer with. */
export function heard(tags: string[]) {
  const named = tags.filter(Boolean);
  if (named.length > 0) for (const listener of listeners) listener(named);
}

/** True if a query with this key shows what the tag names: `stock` covers `stock:42` both ways. */
export function concerns(key: readonly unknown[], tag: string): boolean {
  // A listener that fell behind is told that everything may have changed.
  if (tag === '*') return true;
  const first = key[0];
  if (typeof first !== 'string') return false;
  if (first === tag) return true;
  const [family, id] = tag.split(':');
  const [keyFamily, keyId] = first.split(':');
  return family === keyFamily && (id === undefined || keyId === undefined);
}

function line(state: State) {
  for (const watcher of watchers) watcher(state);
}

/** Reads one event: `["stock","sale:…"]`, `{"tags":[…]}` or `stock,sale:…`. */
export function tagsOf(data: unknown): string[] {
  if (Array.isArray(data)) return data.filter((tag): tag is string => typeof tag === 'string');
  if (typeof data === 'object' && data !== null) {
    const { tags, changes } = data as Record<string, unknown>;
    return tagsOf(tags ?? changes ?? []);
  }
  if (typeof data !== 'string' || data === '') return [];
  try {
    return tagsOf(JSON.parse(data));
  } catch {
    return data.split(',').map((tag) => tag.trim());
  }
}

/** Starts listening; returns the way to stop. Everything is stale after a lost line comes back. */
export function listen(everythingIsStale: () => void): () => void {
  if (window.__TAURI_INTERNALS__ && window.__TAURI__) {
    line('live');
    const stop = window.__TAURI__.event.listen<unknown>('changes', ({ payload }) =>
      heard(tagsOf(payload))
    );
    return () => void stop.then((off) => off());
  }
  let lost = false;
  const source = new EventSource('/api/v1/events');
  const take = (event: MessageEvent) => heard(tagsOf(event.data));
  source.onmessage = take;
  source.addEventListener('changes', take);
  source.onopen = () => {
    line('live');
    if (lost) {
      everythingIsStale();
      // Not every screen's state is a query: the cart's is its own.
      heard(['*']);
    }
    lost = false;
  };
  source.onerror = () => {
    lost = true;
    line('lost');
  };
  return () => source.close();
}
