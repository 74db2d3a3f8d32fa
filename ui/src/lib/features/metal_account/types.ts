export type {
  CustomOrderMetal,
  MetalAccount,
  MetalEntry,
  MetalHeld,
  MetalHolder,
  MetalLot,
  MetalPaper
} from '#lib/api/generated/types.gen.ts';

/** An object as it lies on the counter. */
export type ObjectDraft = {
  id: string;
  description: string;
  metal: string;
  fineness: number | null;
  tested: string;
  gross_mg: number | null;
  stones: string;
  stones_mg: number | null;
  photos: File[];
};
