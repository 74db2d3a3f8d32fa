import * as m from '#lib/paraglide/messages.js';
import { toast } from '#lib/ui/toast.svelte.ts';
import { explain } from './explain.ts';
import { send } from './http.ts';

/** Gives the browser a file that the server makes on demand, under this name. */
export function keep(bytes: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * For a link to one of the shop's papers: a browser shows it in a tab of its own, as links do; the
 * desktop window has no tabs, so there the file is kept under this name.
 */
export function showFile(name: string) {
  return (event: MouseEvent) => {
    const link = event.currentTarget;
    if (!window.__TAURI_INTERNALS__ || !(link instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    void send(link.href)
      .then(async (answer) => keep(await answer.blob(), name))
      .then(
        () => toast(m.file_kept({ name })),
        (problem) => toast(explain(problem))
      );
  };
}

/** Asks for the file and keeps it; throws a `Problem`. */
export async function download(asked: Promise<unknown>, name: string) {
  keep((await asked) as Blob, name);
}
