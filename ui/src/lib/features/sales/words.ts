/** The trade's closed vocabularies, in words. An unknown word is shown as it came. */
import * as m from '#lib/paraglide/messages.js';

const METALS: Record<string, () => string> = {
  gold: m.metal_gold,
  silver: m.metal_silver,
  platinum: m.metal_platinum,
  palladium: m.metal_palladium,
  steel: m.metal_steel
};
const COLOURS: Record<string, () => string> = {
  yellow: m.metal_gold_yellow,
  white: m.metal_gold_white,
  rose: m.metal_gold_rose,
  pink: m.metal_gold_rose,
  red: m.metal_gold_red
};
const SHAPES: Record<string, () => string> = {
  round: m.shape_round,
  princess: m.shape_princess,
  cushion: m.shape_cushion,
  emerald: m.shape_emerald,
  oval: m.shape_oval,
  pear: m.shape_pear,
  marquise: m.shape_marquise,
  heart: m.shape_heart,
  radiant: m.shape_radiant,
  asscher: m.shape_asscher,
  baguette: m.shape_baguette,
  cabochon: m.shape_cabochon
};

export const metalWord = (metal: string, colour?: string | null): string =>
  (metal === 'gold' && colour && COLOURS[colour]?.()) || METALS[metal]?.() || metal;

export const shapeWord = (shape: string): string => SHAPES[shape]?.() ?? shape;

export const pieceWords = {
  metal: metalWord,
  shape: shapeWord,
  size: (size: string) => m.piece_size({ size }),
  stones: (count: string) => m.piece_stones({ count })
};
