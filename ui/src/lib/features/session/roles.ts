import * as m from '#lib/paraglide/messages.js';

const WORDS: Record<string, () => string> = {
  owner: m.role_owner,
  manager: m.role_manager,
  seller: m.role_seller,
  bench: m.role_bench,
  accountant: m.role_accountant
};

export const roleWord = (role: string): string => WORDS[role]?.() ?? role;
