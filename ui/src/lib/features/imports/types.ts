export type {
  DryRun,
  Import,
  ImportFigures,
  ImportReport,
  ImportMapping as Mapping,
  ImportProblem
} from '#lib/api/generated/types.gen.ts';
