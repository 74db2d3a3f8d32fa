import type {
  LateGroup,
  LostGroup,
  MarginGroup,
  RedoGroup,
  TurnaroundGroup,
  WorkshopKey
} from '#lib/api/generated/types.gen.ts';

export type { LateJob, LostJob, RedoneJob, WorkshopSpread } from '#lib/api/generated/types.gen.ts';
export type { LateGroup, LostGroup, MarginGroup, RedoGroup, TurnaroundGroup, WorkshopKey };

/** The days that are asked for, both included. */
export type Span = { from: string; until: string };
/** A report's line under its own name; null where nobody said. */
export type Named<T> = T & { key: string | null };
