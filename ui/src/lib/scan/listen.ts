/**
 * Puts the detector on a window: from any focus, before anything else sees the key. The first keys
 * of a burst reach a focused field before the burst is certain; they are taken out of it again.
 */
import { DEFAULT_SETTINGS, IDLE, onKey, onPause, type Key, type ScanSettings } from './detect.ts';

export type Scan = { code: string; keys: number; ms: number };

type Field = HTMLInputElement | HTMLTextAreaElement;

function field(target: EventTarget | null): Field | null {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
    ? target
    : null;
}

/**
 * Starts listening; returns the way to stop. Where `inFields` is false, a page full of fields, what is
 * scanned or typed into one is that field's.
 */
export function listenForScans(
  onscan: (scan: Scan) => void,
  settings: () => ScanSettings = () => DEFAULT_SETTINGS,
  { inFields = true } = {}
): () => void {
  let state = IDLE;
  let startedAt = 0;
  let keys = 0;
  let swallow = '';
  let before: { field: Field; value: string; start: number | null; end: number | null } | null =
    null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function restore() {
    if (!before || before.field.value === before.value) return;
    before.field.value = before.value;
    try {
      before.field.setSelectionRange(before.start, before.end);
    } catch {
      // A field without a caret (number, e-mail) has nothing to put back.
    }
    before.field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  function done(code: string, at: number) {
    onscan({ code, keys, ms: Math.round(at - startedAt) });
  }

  function keydown(event: KeyboardEvent) {
    if (event.isComposing || (!inFields && field(event.target))) return;
    const key: Key = {
      key: event.key,
      code: event.code,
      shift: event.shiftKey,
      at: event.timeStamp,
      repeat: event.repeat,
      modified:
        (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState('AltGraph')
    };
    const verdict = onKey(state, key, settings());
    state = verdict.state;
    const length = state.burst?.keys.length ?? 0;
    if (length === 1) {
      const target = field(event.target);
      before = target && {
        field: target,
        value: target.value,
        start: target.selectionStart,
        end: target.selectionEnd
      };
      startedAt = event.timeStamp;
    }
    if (length > 0) keys = length;
    if (verdict.caught) restore();
    if (verdict.act !== 'pass') {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    swallow = verdict.act === 'end' ? event.key : '';
    if (verdict.code !== undefined) done(verdict.code, event.timeStamp);
    clearTimeout(timer);
    if (verdict.act === 'hold') timer = setTimeout(pause, settings().endMs);
  }

  function pause() {
    const at = performance.now();
    const verdict = onPause(state, at + 1, settings());
    state = verdict.state;
    if (verdict.code !== undefined) done(verdict.code, at);
    else if (state.burst) timer = setTimeout(pause, settings().endMs);
  }

  // The Enter that ended a burst must not press a button on its way up either.
  const keyup = (event: KeyboardEvent) => {
    if (event.key !== swallow) return;
    swallow = '';
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  window.addEventListener('keydown', keydown, true);
  window.addEventListener('keyup', keyup, true);
  return () => {
    clearTimeout(timer);
    window.removeEventListener('keydown', keydown, true);
    window.removeEventListener('keyup', keyup, true);
  };
}
