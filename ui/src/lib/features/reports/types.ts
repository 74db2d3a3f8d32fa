export type { Broken, ClosingRow as Closing, Verified } from '#lib/api/generated/types.gen.ts';
