/** The stock as the server gives it. Absent values are unknown, or not for this person's eyes. */
export type PieceState = 'available' | 'reserved' | 'sold' | 'on_memo' | 'withdrawn';

export type Component = {
  id: string;
  kind: string;
  stone?: string | null;
  laboratory_grown?: boolean;
  count: number;
  /** Of all of them together. */
  weight_milli_ct?: number | null;
  shape?: string | null;
  colour?: string | null;
  clarity?: string | null;
  cut?: string | null;
  fluorescence?: string | null;
  treatment?: string | null;
  origin?: string | null;
  length_um?: number | null;
  width_um?: number | null;
  depth_um?: number | null;
  laboratory?: string | null;
  certificate_number?: string | null;
  certificate_file_id?: string | null;
};

export type Photo = { file_id: string; thumbnail_id: string };

export type Piece = {
  id: string;
  number: string;
  barcode?: string | null;
  family_id: string;
  title: string;
  metal?: string | null;
  fineness?: number | null;
  colour?: string | null;
  gross_mg?: number | null;
  net_mg?: number | null;
  size?: string | null;
  hallmark?: string | null;
  maker?: string | null;
  model?: string | null;
  serial?: string | null;
  supplier_id?: string | null;
  purchase_ref?: string | null;
  cost_minor?: number | null;
  price_minor?: number | null;
  vat_regime: string;
  notes: string;
  components: Component[];
  photos: Photo[];
  state: PieceState;
  place_id?: string | null;
  created_at: string;
  version: number;
};

/** One row of the stock's table. */
export type PieceRow = {
  id: string;
  number: string;
  title: string;
  family_code: string;
  metal?: string | null;
  fineness?: number | null;
  colour?: string | null;
  gross_mg?: number | null;
  size?: string | null;
  /** The centre stone: its word, weight and certificate. */
  stone?: string | null;
  stone_weight_milli_ct?: number | null;
  certificate_number?: string | null;
  place_id?: string | null;
  state: PieceState;
  /** In a cart now. */
  reserved?: boolean;
  cost_minor?: number | null;
  price_minor?: number | null;
  thumbnail_id?: string | null;
  created_at: string;
};

/** A page of the table; how many there are in all comes with the first one only. */
export type PiecePage = { rows: PieceRow[]; next?: string | null; total?: number | null };

export type Filter = {
  q: string;
  family: string;
  place: string;
  metal: string;
  state: string;
  sort: string;
  descending: boolean;
};

export type Movement = {
  id: string;
  at: string;
  user_name?: string | null;
  reason: string;
  document?: string | null;
  note: string;
  place_id?: string | null;
};

export type Family = { id: string; code: string; name_fr: string; name_en: string };
export type Place = {
  id: string;
  code: string;
  name: string;
  kind: string;
  active: boolean;
  version: number;
};
export type Supplier = { id: string; code: string; name: string; version: number };

export type Article = {
  id: string;
  number: string;
  barcode?: string | null;
  family_id: string;
  title: string;
  photo_id?: string | null;
  cost_minor?: number | null;
  price_minor: number;
  vat_regime: string;
  quantity: number;
  favourite: boolean;
  active: boolean;
  version: number;
};
