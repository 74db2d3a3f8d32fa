export type { NewUser, User, UserEdit } from '#lib/api/generated/types.gen.ts';

/** The roles there are, the one that may most first. */
export const ROLES = ['owner', 'manager', 'seller', 'bench', 'accountant'];
