/** A stock file on its way in, as the server gives it. */
export type ImportState = 'draft' | 'running' | 'committed' | 'undone' | 'cancelled';

/** How a table is read into pieces. */
export type Mapping = {
  /** One for each column; null: left out. */
  columns: (string | null)[];
  separator?: string | null;
  /** For rows without a number: this and the line's number. */
  number_prefix: string | null;
  /** Codes for what rows do not say. */
  family: string | null;
  place: string;
  stone: string | null;
  shape: string | null;
  vat_regime: string;
  /** Prices and costs times this, as decimal text. */
  price_factor: string;
};

export type Import = {
  id: string;
  file_name: string;
  state: ImportState;
  row_count: number;
  done_count: number;
  problem_count: number;
  created_at: string;
  user_name?: string | null;
  version: number;
};

/** An import with its file: what the columns are called and hold. */
export type ImportSheet = Import & {
  headers: string[];
  /** The first rows, to see what a column holds. */
  samples: string[][];
  mapping: Mapping;
};

export type ImportProblem = {
  row: number;
  column?: string | null;
  value?: string | null;
  code: string;
  severity: 'error' | 'warning';
  params?: Record<string, unknown>;
};

/** What would happen. */
export type DryRun = { good: number; bad: number; problems: ImportProblem[] };
