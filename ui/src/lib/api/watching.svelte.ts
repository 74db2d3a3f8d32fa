import { explain } from './explain.ts';

/**
 * A device looked at again and again while somebody watches: `ask`, a pause, and again, until `stop`
 * or the component goes. What it answered last stands in `seen`; a refusal takes its place in
 * `problem`. To be made while a component is, which ends it.
 */
export class Watching<T> {
  running = $state(false);
  seen = $state<T | null>(null);
  problem = $state('');

  constructor(ask: (signal: AbortSignal) => Promise<T>, pauseMs: (failed: boolean) => number) {
    $effect(() => {
      if (!this.running) return;
      const stop = new AbortController();
      let timer: ReturnType<typeof setTimeout> | undefined;
      const look = async () => {
        try {
          this.seen = await ask(stop.signal);
          this.problem = '';
        } catch (refused) {
          if (stop.signal.aborted) return;
          this.seen = null;
          this.problem = explain(refused);
        }
        if (stop.signal.aborted) return;
        timer = setTimeout(() => void look(), pauseMs(this.problem !== ''));
      };
      void look();
      return () => {
        stop.abort();
        clearTimeout(timer);
      };
    });
  }

  toggle() {
    this.running = !this.running;
    this.seen = null;
    this.problem = '';
  }
}
