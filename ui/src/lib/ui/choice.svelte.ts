import { SvelteSet } from 'svelte/reactivity';

/**
 * Which rows of a long table are chosen: one by one, or all that the server finds but for some. The
 * table never needs to know every row for that.
 */
export class Choice {
  /** All that match; `ids` are then those that are not meant. */
  all = $state(false);
  readonly ids = new SvelteSet<string>();

  has(id: string): boolean {
    return this.all !== this.ids.has(id);
  }
  set(id: string, yes: boolean) {
    if (this.all === yes) this.ids.delete(id);
    else this.ids.add(id);
  }
  toggle(id: string) {
    this.set(id, !this.has(id));
  }
  every() {
    this.ids.clear();
    this.all = true;
  }
  clear() {
    this.ids.clear();
    this.all = false;
  }
  /** How many, of so many that match. */
  count(total: number): number {
    return this.all ? Math.max(0, total - this.ids.size) : this.ids.size;
  }
}
