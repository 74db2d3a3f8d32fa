import type { Identity as Written } from '#lib/api/generated/types.gen.ts';

export type { Settings, Shop, ShopEdit, Till, TillEdit } from '#lib/api/generated/types.gen.ts';

/** Who the shop is, as a form holds it: what may be left out is empty. */
export type Identity = Required<Written>;

export type IdentityErrors = Partial<Record<keyof Identity | 'logo', string>>;
