/** Invented pieces, only for looking at the components. */
import type { Cart, CartLine, CartPiece, Sale } from '#lib/api/generated/types.gen.ts';

export const ring: CartPiece = {
  id: 'p1',
  number: 'J104',
  title: 'Solitaire diamant',
  metal: 'gold',
  colour: 'white',
  fineness: 7500,
  weight_mg: 3420,
  size: '52',
  stones: [
    {
      kind: 'diamond',
      laboratory_grown: false,
      count: 1,
      shape: 'round',
      weight_milli_ct: 700,
      colour: 'G',
      clarity: 'VS2',
      laboratory: 'GIA',
      certificate_number: '2141438171'
    }
  ],
  price_minor: 490_000,
  state: 'available'
};

const line = (id: string, more: Partial<CartLine>): CartLine => ({
  id,
  kind: 'piece',
  title: 'Alliance demi-tour',
  number: 'J233',
  piece: { ...ring, id, stones: [], colour: 'yellow' },
  quantity: 1,
  list_price_minor: 129_000,
  unit_price_minor: 129_000,
  discount_minor: 0,
  discount_bp: 0,
  total_minor: 129_000,
  ...more
});

export const lines: CartLine[] = [
  line('1', { title: ring.title, number: ring.number, piece: ring, total_minor: 490_000 }),
  line('2', { discount_minor: 9_000, discount_reason: 'Client fidèle', total_minor: 120_000 }),
  line('3', {
    title: 'Pile de montre',
    number: 'A12',
    piece: null,
    quantity: 2,
    unit_price_minor: 1_500,
    total_minor: 3_000
  }),
  line('4', { total_minor: -129_000, quantity: -1, returned_ticket: 'B1-000123' })
];

export const cart: Cart = {
  id: 'c',
  state: 'open',
  discount_bp: 0,
  version: 1,
  lines,
  customer: { id: 'k', name: 'Mme Roche' },
  discount_minor: 4_000,
  discount_reason: 'Plusieurs pièces',
  total_minor: 480_000,
  payments: [],
  cash_limit_minor: 100_000
};

export const sale: Sale = {
  id: 's',
  kind: 'sale',
  number: 'B1-000124',
  till_id: 't',
  business_on: '2026-11-22',
  discount_minor: 0,
  issued_at: '2026-11-22T14:02:00Z',
  lines: [],
  payments: [],
  total_minor: 12_000,
  change_minor: 8_000
};
