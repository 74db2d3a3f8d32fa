/** A stock file on its way in. */
export type ImportState = 'draft' | 'running' | 'committed' | 'undone' | 'cancelled';

export type ImportColumn = {
  index: number;
  header: string;
  samples: string[];
  /** The field it becomes; none: it is not imported. */
  field?: string | null;
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
  columns?: ImportColumn[];
  fields?: string[];
};

export type ImportProblem = {
  row: number;
  column?: string | null;
  value?: string | null;
  code: string;
  params?: Record<string, unknown>;
};

export type DryRun = { good: number; bad: number; problems: ImportProblem[] };
