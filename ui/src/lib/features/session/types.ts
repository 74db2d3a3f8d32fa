export type { Person, Session, TillName } from '#lib/api/generated/types.gen.ts';
