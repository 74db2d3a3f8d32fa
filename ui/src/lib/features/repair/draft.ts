/** New objects, tasks and stones as they begin. */
import { newId } from '#lib/api/http.ts';
import { isoDay } from '#lib/format/format.ts';
import type { RepairMark, StoneDraft, TaskDraft, Tariff } from './types.ts';

export type ObjectDraft = {
  id: string;
  object: string;
  said: string;
  condition: string;
  declared_minor: number | null;
  gross_ug: number | null;
  ring_size: string;
  promised_on: string;
  /** Somebody chose the day: what is proposed does not take its place. */
  chosen: boolean;
  rush: boolean;
  assignee_id: string;
  redo_of: string | null;
  stones: StoneDraft[];
  tasks: TaskDraft[];
  photos: File[];
  /** What is drawn on them; of a photo that was taken off again nothing is sent. */
  drawn: { photo: File; marks: RepairMark[] }[];
};

const DAY_MS = 24 * 3_600_000;
export const inDays = (days: number) => isoDay(new Date(Date.now() + days * DAY_MS));

export const newObject = (): ObjectDraft => ({
  id: newId(),
  object: '',
  said: '',
  condition: '',
  declared_minor: null,
  gross_ug: null,
  ring_size: '',
  promised_on: inDays(7),
  chosen: false,
  rush: false,
  assignee_id: '',
  redo_of: null,
  stones: [],
  tasks: [],
  photos: [],
  drawn: []
});

export const marksOn = ({ drawn }: Pick<ObjectDraft, 'drawn'>, photo: File): RepairMark[] =>
  drawn.find((one) => one.photo === photo)?.marks ?? [];

export const newStone = (): StoneDraft => ({
  key: newId(),
  seat: '',
  stone: '',
  count: 1,
  length_um: null,
  width_um: null,
  note: ''
});

const VAT_BP = 2000;
/** What it costs depends on the metal and the width. */
export const byWidth = (line: Tariff | undefined) => (line?.prices?.length ?? 0) > 0;
/** A task of the price list, in the slip's language; without a line, one to be described. */
export function newTask(line: Tariff | undefined, language: string): TaskDraft {
  const title = line ? (language === 'en' ? line.title_en : line.title_fr) : '';
  const hourly = line?.charge === 'hourly';
  return {
    id: newId(),
    tariff_id: line?.id ?? null,
    kind: line?.kind ?? 'other',
    title,
    note: '',
    size_from: '',
    size_to: '',
    metal_in_mg: null,
    metal_out_mg: null,
    engraving: '',
    font: '',
    placement: '',
    // By metal and width the list is asked once they are known.
    price_minor:
      line && !byWidth(line)
        ? hourly
          ? Math.round((line.price_minor * line.minutes) / 60)
          : line.price_minor
        : null,
    quantity: 1,
    metal: null,
    width_um: null,
    minutes: line?.minutes ?? 0,
    vat_bp: line?.vat_bp ?? VAT_BP,
    // As the price list says; who may not see it is told nothing, and changes nothing.
    commission: line?.commission
  };
}

/** What they come to; null where one has no price yet. */
export function total(tasks: TaskDraft[]): number | null {
  return tasks.reduce<number | null>(
    (sum, task) => (sum === null || task.price_minor == null ? null : sum + task.price_minor),
    0
  );
}

/** How long it takes: the minutes that are known, and how many works have none. */
export const workOf = (objects: ObjectDraft[]) => ({
  minutes: objects.flatMap((one) => one.tasks).reduce((sum, task) => sum + (task.minutes ?? 0), 0),
  untimed: objects.reduce(
    (sum, one) =>
      sum + (one.tasks.length === 0 ? 1 : one.tasks.filter((task) => !task.minutes).length),
    0
  )
});
