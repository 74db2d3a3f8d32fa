export type {
  AcceptedLine,
  DraftPiece,
  MetalHolding,
  MetalPosition,
  MetalRate,
  PieceParts,
  PiecePricing,
  PriceFormula,
  RatesFound,
  Repricing,
  RepricingLine,
  RepricingPreview,
  RepricingPreviewLine,
  SaveFormula,
  StoneList,
  StonesFound
} from '#lib/api/generated/types.gen.ts';
