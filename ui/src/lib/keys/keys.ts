/**
 * The keys of the till: one registry, so that a key has one meaning at a time and is shown on its
 * button. The latest registration wins: an open panel takes Esc before the cart does.
 */
export const KEYS = ['F2', 'F4', 'F8', 'F9', 'Escape', 'Ctrl+Z', 'Ctrl+K'] as const;
export type KeyName = (typeof KEYS)[number];

/** What the web view or the system takes for itself. */
export const TAKEN = ['F3', 'F5', 'F7', 'F12'] as const;

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** The name of a key press, as the registry writes it. */
export function nameOf(event: Press): string {
  if (event.altKey) return '';
  const control = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  if (control) return `Ctrl+${event.shiftKey ? 'Shift+' : ''}${key}`;
  return event.shiftKey && key.length > 1 ? `Shift+${key}` : key;
}

/** How a key is written on a button. */
export function label(name: KeyName): string {
  return name === 'Escape' ? 'Esc' : name;
}

/** Returns false to let the next one have the key. */
export type Action = () => boolean | void;

export class Registry {
  #actions = new Map<KeyName, Action[]>();

  /** Gives the key a meaning; returns the way to take it back. */
  on(name: KeyName, action: Action): () => void {
    if (!KEYS.includes(name)) throw new Error(`${name} is not a key of the till`);
    this.#actions.set(name, [...(this.#actions.get(name) ?? []), action]);
    return () => {
      const rest = (this.#actions.get(name) ?? []).filter((other) => other !== action);
      this.#actions.set(name, rest);
    };
  }

  /** Runs what the key means now; true if it meant something. */
  press(event: Press): boolean {
    const name = nameOf(event) as KeyName;
    const actions = this.#actions.get(name) ?? [];
    for (const action of [...actions].reverse()) {
      if (action() !== false) return true;
    }
    return false;
  }
}

export const keys = new Registry();

/** In a text field Ctrl+Z belongs to the text. */
function writing(target: EventTarget | null): boolean {
  return (
    (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) &&
    target.value !== ''
  );
}

/** Puts the registry on the window; returns the way to stop. */
export function listenForKeys(registry: Registry = keys): () => void {
  const keydown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    if (nameOf(event) === 'Ctrl+Z' && writing(event.target)) return;
    if (registry.press(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  window.addEventListener('keydown', keydown);
  return () => window.removeEventListener('keydown', keydown);
}
