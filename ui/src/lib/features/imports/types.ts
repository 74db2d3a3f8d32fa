export type {
  DryRun,
  Import,
  ImportFigures,
  ImportReport,
  ImportMapping as Mapping,
  ImportProblem,
  MissingPicture
} from '#lib/api/generated/types.gen.ts';
