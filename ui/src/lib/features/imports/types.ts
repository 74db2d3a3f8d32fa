export type {
  DryRun,
  Import,
  ImportMapping as Mapping,
  ImportProblem
} from '#lib/api/generated/types.gen.ts';
