export type { Customer } from '#lib/api/generated/types.gen.ts';

/** A new customer in three fields; the rest can wait. */
export type NewCustomer = { id: string; last_name: string; first_name: string; contact: string };
