import * as api from '#lib/api/generated/sdk.gen.ts';
import type { NewCustomer } from './types.ts';

export const searchCustomers = (q: string, signal?: AbortSignal) =>
  api.customers({ query: { q, limit: 20 }, signal });

export const createCustomer = ({ id, last_name, first_name, contact }: NewCustomer) =>
  api.createCustomer({
    body: {
      id,
      last_name,
      first_name: first_name || null,
      ...(contact.includes('@') ? { email: contact } : { phone: contact || null })
    }
  });
