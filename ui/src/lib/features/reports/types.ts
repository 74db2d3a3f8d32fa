export type {
  Broken,
  DuePeriod,
  ClosingRow as Closing,
  Verified
} from '#lib/api/generated/types.gen.ts';
