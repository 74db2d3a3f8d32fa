/** Short news with, where there is one, the way back. They leave by themselves; errors don't. */
export type Toast = { id: number; text: string; undo?: () => void };

const SHOWN_MS = 6_000;
let last = 0;
let shown = $state<Toast[]>([]);

export const toasts = {
  get list(): Toast[] {
    return shown;
  },
  close(id: number) {
    shown = shown.filter((toast) => toast.id !== id);
  }
};

export function toast(text: string, undo?: () => void) {
  const id = ++last;
  // Three at most: an older one gives way.
  shown = [...shown.slice(-2), { id, text, undo }];
  setTimeout(() => toasts.close(id), SHOWN_MS);
}
