/** The ways back from what was done to a cart: each one is an ordinary command. */
import { newId } from '#lib/api/http.ts';
import * as api from './queries.ts';
import type { Cart, CartLine, Discount } from './types.ts';

/** A change of the cart: gives the cart as it is afterwards. */
export type Command = (cart: string) => Promise<Cart>;

/** The discount that stands, as the command that would give it. */
export const discountOf = (
  of: {
    discount_bp?: number;
    discount_minor: number;
    discount_reason?: string | null;
  } | null = null
): Discount => ({
  discount_bp: of?.discount_bp ?? 0,
  discount_minor: of?.discount_bp ? 0 : (of?.discount_minor ?? 0),
  reason: of?.discount_reason ?? ''
});

/** The command that brings a removed line back; null for a return, which its ticket brings back. */
export function addedAgain(line: CartLine): Command | null {
  const { work, number } = line;
  if (work) {
    const kind = work.deposit_kind;
    if (line.kind === 'give_back')
      return (cart) => api.giveBack(cart, newId(), work, -line.total_minor);
    return (cart) =>
      kind
        ? api.takeDeposit(cart, newId(), work, kind, line.unit_price_minor)
        : api.settleUp(cart, newId(), work, work.outcome ?? 'back', line.price_reason ?? '');
  }
  if (!number || line.returned_line_id) return null;
  return async (cart) => {
    const id = newId();
    const next = await api.addCode(cart, id, number);
    return line.quantity > 1 ? api.setQuantity(cart, id, line.quantity) : next;
  };
}
