export type { AwayLimits, AwayLine } from '#lib/api/generated/types.gen.ts';
