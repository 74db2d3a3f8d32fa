export type { TurnoverLine as Line } from '#lib/api/generated/types.gen.ts';
