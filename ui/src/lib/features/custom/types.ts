export type {
  CustomCompared,
  CustomDelivery,
  CustomFile,
  CustomLine,
  CustomListed,
  CustomMaking,
  CustomOrder,
  CustomPart,
  CustomQuote,
  CustomUse
} from '#lib/api/generated/types.gen.ts';

/** What an order says of itself, as it is being written. */
export type About = {
  title: string;
  brief: string;
  budget_minor: number | null;
  wished_on: string;
  ring_size: string;
  /** The key is the screen's own: two fields may say the same. */
  fields: { key: string; label: string; value: string }[];
};

/** A line as it is being written. */
export type LineDraft = {
  id: string;
  kind: string;
  title: string;
  metal: string | null;
  fineness: number | null;
  weight_mg: number | null;
  loss_bp: number | null;
  /** Of metal: what comes from the customer's account. */
  own_mg: number | null;
  /** Of stones: those that the customer has entrusted. */
  own_object_id: string | null;
  count: number | null;
  weight_milli_ct: number | null;
  minutes: number | null;
  cost_minor: number | null;
  markup_bp: number | null;
  typed_minor: number | null;
  vat_bp: number | null;
  /** As it was worked out; null: not yet. */
  price_minor: number | null;
  rate_on: string | null;
};
