export type Customer = {
  id: string;
  name: string;
  first_name?: string | null;
  last_name?: string | null;
  phone?: string | null;
  email?: string | null;
};
/** A new customer in three fields; the rest can wait. */
export type NewCustomer = { id: string; last_name: string; first_name: string; contact: string };
