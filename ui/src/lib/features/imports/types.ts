/** A stock file on its way in, as the server gives it. */
export type ImportState = 'draft' | 'running' | 'committed' | 'cancelled' | 'undoing' | 'undone';

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
  /** Rows that are behind us, entered or refused. */
  done_count: number;
  /** Rows that became pieces. */
  piece_count: number;
  problem_count: number;
  created_at: string;
  user_name?: string | null;
  version: number;
};

/** An import with its file: what the columns are called and hold. */
export type ImportSheet = Import & {
  /** What the columns are called and what stands in them; empty once it is no draft. */
  columns: { index: number; header: string; samples: string[]; field?: string | null }[];
  mapping: Mapping;
};

export type ImportProblem = {
  /** The line of the file, from one; 0 for the file as a whole. */
  row: number;
  /** The column's header; empty for the row as a whole. */
  column: string;
  code: string;
  /** A refused row is left out; a warning comes in. */
  severity: 'refused' | 'warning';
  params?: Record<string, unknown>;
};

/** What would happen. */
export type DryRun = {
  rows: number;
  good: number;
  bad: number;
  warnings: number;
  problem_count: number;
  /** The first thousand. */
  problems: ImportProblem[];
  /** Names in the file that the shop does not have yet: the import makes them. */
  new_suppliers: string[];
  new_places: string[];
};
