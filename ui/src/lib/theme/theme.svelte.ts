/** Light, dark, or what the machine prefers. Remembered on this machine only. */
export type Theme = 'auto' | 'light' | 'dark';

const KEY = 'ecrin.theme';

function stored(): Theme {
  const value = globalThis.localStorage?.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : 'auto';
}

let current = $state<Theme>(stored());

function apply() {
  if (current === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = current;
}

export const theme = {
  get current(): Theme {
    return current;
  },
  set(next: Theme) {
    current = next;
    localStorage.setItem(KEY, next);
    apply();
  },
  start: apply
};
