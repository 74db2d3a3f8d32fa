/** Invented pieces, only for looking at the components. */
import type { EntrustedObject } from '#lib/features/entrusted/types.ts';
import type {
  Cart,
  CartLine,
  CartPiece,
  Import,
  ImportFigures,
  ImportProblem,
  MemoSheet,
  MetalRate,
  Report,
  Sale,
  TenderCount
} from '#lib/api/generated/types.gen.ts';
import type { Identity } from '#lib/features/settings/index.ts';

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
  cash_limit_minor: 100_000,
  repayments: []
};

export const counted: TenderCount[] = [
  { tender: 'cash', expected_minor: 25_000, counted_minor: 24_500, difference_minor: -500 },
  { tender: 'card', expected_minor: 129_000, counted_minor: 129_000, difference_minor: 0 }
];

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

export const report: Report = {
  number: 'Z-214',
  from: '2026-11-22T08:58:00Z',
  to: '2026-11-22T18:04:00Z',
  first_ticket: 'B1-000101',
  last_ticket: 'B1-000124',
  sale_count: 22,
  sale_minor: 1_241_000,
  return_count: 1,
  return_minor: -129_000,
  void_count: 1,
  void_minor: -12_000,
  deposit_count: 3,
  deposit_minor: 32_000,
  deposit_used_count: 1,
  deposit_used_minor: -12_000,
  deposit_back_count: 0,
  deposit_back_minor: 0,
  indemnity_minor: 0,
  discount_count: 3,
  discount_minor: 13_000,
  override_count: 1,
  override_minor: 8_000,
  price_change_count: 1,
  price_change_minor: 4_000,
  ticket_count: 24,
  duplicate_count: 1,
  drawer_openings: 2,
  recount_count: 1,
  total_minor: 1_100_000,
  perpetual_minor: 48_123_400,
  perpetual_absolute_minor: 50_400_000,
  payments: [
    { tender: 'card', count: 18, amount_minor: 842_000 },
    { tender: 'cash', count: 5, amount_minor: 258_000 }
  ],
  vat: [
    { regime: 'standard', rate_bp: 2_000, base_minor: 700_000, vat_minor: 140_000 },
    { regime: 'margin', rate_bp: 2_000, base_minor: 217_000, vat_minor: 43_400 },
    { regime: 'exempt_gold', base_minor: 0, vat_minor: 0 }
  ],
  float_minor: 20_000,
  cash_in_minor: 5_000,
  cash_out_minor: 2_000,
  expected_cash_minor: 281_000
};

export const identity: Identity = {
  name: 'Maison Vauquelin',
  legal_name: '',
  address: '12 rue des Orfèvres\n75001 Paris',
  siret: '73282932000075',
  naf: '47.77Z',
  vat_number: '',
  phone: '',
  email: ''
};

export const problems: ImportProblem[] = [
  {
    row: 4,
    column: 'Titre ‰',
    code: 'stock.fineness_illegal',
    severity: 'refused',
    params: { fineness: 3330 }
  },
  { row: 9, column: '', code: 'import.cells', severity: 'refused', params: {} },
  { row: 0, column: '', code: 'import.dimension_zero', severity: 'warning', params: {} }
];

/** A drawn ring, so that a photo is there without a shop. */
export const picture =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="#efe9dd"/><circle cx="48" cy="52" r="24" fill="none" stroke="#b8923f" stroke-width="6"/></svg>'
  );

export const nothing = () => undefined;

/** A file that was cut off by its state: nobody is at work on it. */
export const imported: Import = {
  id: 'i',
  file_name: 'stock.csv',
  state: 'committed',
  row_count: 53_940,
  done_count: 21_600,
  piece_count: 21_580,
  article_count: 12,
  back_count: 800,
  problem_count: 8,
  created_at: '2026-11-22T09:00:00Z',
  version: 2,
  at_work: false,
  stopped_by: null,
  mapping: {
    columns: [],
    place: 'COFFRE',
    vat_regime: 'standard',
    price_factor: '1'
  },
  columns: [],
  fields: [],
  left_out: 0
};
export const figures: ImportFigures = {
  pieces: 53_920,
  units: 144,
  cost_minor: 4_120_000_00,
  price_minor: 9_860_000_00,
  without_cost: 20,
  without_price: 3
};

/** A month of gold. */
export const rates: MetalRate[] = Array.from({ length: 30 }, (_, n) => ({
  id: String(n),
  metal: 'gold',
  source: 'LBMA',
  on: `2026-11-${String(30 - n).padStart(2, '0')}`,
  price_micro: 112_000_000 + ((n * 7) % 11) * 400_000,
  unit: 'g',
  currency: 'EUR',
  gram_micro: 112_000_000 + ((n * 7) % 11) * 400_000,
  file_name: null,
  corrects: null,
  corrected: false,
  at: '2026-11-30T17:00:00Z'
}));

/** A piece that was found after the count that had written it off. */
export const corrected = {
  at: '2026-11-22T10:00:00Z',
  by: 'Inès',
  approved_by: 'Léa',
  piece_id: '0192f000-0000-7000-8000-000000000001',
  number: 'J104',
  title: 'Solitaire Étoile',
  action: 'bring_back',
  place_id: 'safe',
  reason: 'sous le plateau'
};

/** Three pieces out with a colleague, one of them back. */
export const memo: MemoSheet = {
  id: '0192f000-0000-7000-8000-0000000000aa',
  number: 'P1-MS3',
  direction: 'out',
  kind: 'memo',
  party_kind: 'supplier',
  party_id: '0192f000-0000-7000-8000-0000000000ab',
  party_name: 'Maison Martin & Fils',
  address: '',
  due_on: '2026-12-24',
  overdue: false,
  note: '',
  state: 'open',
  created_at: '2026-11-22T09:00:00Z',
  created_by: 'Léa',
  pieces: 2,
  held: 1,
  held_minor: 240_000,
  insured_minor: 240_000,
  chased_at: null,
  lines: ['held', 'returned'].map((state, index) => ({
    id: String(index + 1),
    piece_id: String(index + 1),
    number: `J10${index + 4}`,
    title: 'Solitaire Étoile',
    thumbnail_id: null,
    agreed_minor: 240_000,
    insured_minor: 240_000,
    price_minor: 320_000,
    state,
    document: null,
    since: '2026-11-22T09:00:00Z'
  })),
  entries: [
    {
      at: '2026-11-22T10:00:00Z',
      by: 'Léa',
      what: 'returned',
      number: 'J105',
      due_on: null,
      document: null,
      note: 'écrin manquant'
    }
  ]
};

/** Stones that a customer has entrusted for an order. */
export const entrusted: EntrustedObject = {
  id: 's',
  code: 'P1-D26-7-1',
  object: 'pierres bleues, rondes',
  count: 5,
  gross_ug: 250_000,
  cut: 'ronde, taille brillant',
  size: '2,2 mm',
  marks: 'une égrisure',
  condition: '',
  declared_minor: null,
  standing: 'here',
  left: 5,
  place: 'Coffre',
  of_delivery: false,
  photos: [],
  entries: []
};
