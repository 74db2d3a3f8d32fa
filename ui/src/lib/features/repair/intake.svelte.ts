import { newId } from '#lib/api/http.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';
import { newObject, type ObjectDraft } from './draft.ts';

/** What a customer lays on the counter, while it is being written down. */
export class Intake {
  readonly id = newId();
  customer = $state<{ id: string; name: string } | null>(null);
  language = $state<string>(locale.current);
  ceiling = $state('none');
  ceilingMinor = $state<number | null>(null);
  place = $state('');
  objects = $state<ObjectDraft[]>([newObject()]);

  /** Something would be lost. */
  get begun(): boolean {
    return (
      this.customer !== null ||
      this.objects.length > 1 ||
      this.objects.some(
        ({ object, said, condition, gross_ug, photos, stones, tasks }) =>
          [object, said, condition].some((text) => text.trim()) ||
          gross_ug !== null ||
          [photos, stones, tasks].some(({ length }) => length > 0)
      )
    );
  }
}

// One looks at the till, and comes back. In memory alone: what a browser keeps itself lies there in
// clear, and these are a customer's name and photos.
let kept: { by: string; intake: Intake } | null = null;

/** What this person left half written; else a new one. */
export function intakeOf(by: string): Intake {
  if (kept?.by !== by) kept = { by, intake: new Intake() };
  return kept.intake;
}

/** It is saved, or not wanted: the next one begins empty. */
export function forgetIntake(): void {
  kept = null;
}
