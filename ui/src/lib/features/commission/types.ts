export type {
  CommissionEntry,
  CommissionGroup,
  CommissionTerms
} from '#lib/api/generated/types.gen.ts';
