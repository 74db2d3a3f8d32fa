import type { StocktakeLine } from '#lib/api/generated/types.gen.ts';

export type {
  Stocktake,
  StocktakeCorrection,
  StocktakeLine,
  StocktakeSeen,
  StocktakeSummary,
  StocktakeTally
} from '#lib/api/generated/types.gen.ts';

export type Status =
  'found' | 'missing' | 'elsewhere' | 'unexpected' | 'left' | 'arrived' | 'excluded';
export type Action = 'write_off' | 'move' | 'bring_back' | 'leave' | 'open';
export type Approval = { user_id: string; pin: string };

/** What a decision or a reading is about: a piece, or a code that no piece has. */
export const keyOf = (line: StocktakeLine): string => line.piece_id ?? `code:${line.number}`;
