export type { ValuationLine as Line } from '#lib/api/generated/types.gen.ts';
