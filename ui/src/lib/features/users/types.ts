export type Role = 'owner' | 'manager' | 'seller' | 'bench' | 'accountant';
export const ROLES: Role[] = ['owner', 'manager', 'seller', 'bench', 'accountant'];

export type User = {
  id: string;
  name: string;
  role: Role;
  /** None: the shop's. */
  language?: string | null;
  active: boolean;
  /** Their own, where it is not the role's. */
  discount_limit_bp?: number | null;
  /** Until when their PIN is not looked at. */
  waits_until?: string | null;
  version: number;
};
