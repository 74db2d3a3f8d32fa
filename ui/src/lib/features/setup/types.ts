import type { Identity } from '#lib/features/settings/index.ts';

/** Everything the first run asks for; the ids are made here, so that a retry makes no second shop. */
export type NewShop = {
  language: 'fr' | 'en';
  identity: Identity;
  logo: File | null;
  owner_name: string;
  pin: string;
};
