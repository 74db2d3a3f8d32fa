import { get, post, query } from '#lib/api/http.ts';
import type { Customer, NewCustomer } from './types.ts';

export const searchCustomers = (q: string, signal?: AbortSignal) =>
  get<Customer[]>(`/customers${query({ q, limit: 20 })}`, signal);

export const createCustomer = ({ id, last_name, first_name, contact }: NewCustomer) =>
  post<Customer>('/customers', {
    id,
    last_name,
    first_name: first_name || null,
    ...(contact.includes('@') ? { email: contact } : { phone: contact || null })
  });
