/** A piece in one quiet line: metal and title, weight, size, centre stone, certificate. */
import { carat, fineness, weight, type Language } from '#lib/format/index.ts';
import type { PieceSummary, Stone } from './types.ts';

type Words = {
  metal: (metal: string, colour?: string | null) => string;
  shape: (shape: string) => string;
  size: (size: string) => string;
  stones: (count: string) => string;
};

export function describeStone(stone: Stone, language: Language, words: Words): string {
  const many = (stone.count ?? 1) > 1 ? words.stones(String(stone.count)) : '';
  const milli = stone.weight_milli_ct ? carat(stone.weight_milli_ct, language) : '';
  const shape = stone.shape ? words.shape(stone.shape) : '';
  return [many, shape, milli, stone.colour, stone.clarity].filter(Boolean).join(' ');
}

/** The parts are joined by a middle dot; what isn't known is left out. */
export function describe(piece: PieceSummary, language: Language, words: Words): string {
  const metal = piece.metal
    ? [words.metal(piece.metal, piece.colour), piece.fineness ? fineness(piece.fineness) : '']
        .filter(Boolean)
        .join(' ')
    : '';
  return [
    metal,
    piece.weight_mg ? weight(piece.weight_mg, language) : '',
    piece.size ? words.size(piece.size) : '',
    ...(piece.stones ?? []).slice(0, 2).map((stone) => describeStone(stone, language, words))
  ]
    .filter(Boolean)
    .join(' · ');
}

/** `GIA 2141438171`, for the stones that have one. */
export function certificates(piece: PieceSummary): string[] {
  return (piece.stones ?? [])
    .filter((stone) => stone.certificate_number)
    .map((stone) => [stone.laboratory, stone.certificate_number].filter(Boolean).join(' '));
}
