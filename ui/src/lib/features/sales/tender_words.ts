import * as m from '#lib/paraglide/messages.js';
import type { Method } from './tender.ts';

const WORDS: Record<Method, () => string> = {
  cash: m.pay_cash,
  card: m.pay_card,
  cheque: m.pay_cheque,
  transfer: m.pay_transfer
};

export const methodWord = (method: string): string => WORDS[method as Method]?.() ?? method;
