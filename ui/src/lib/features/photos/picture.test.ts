import { describe, expect, it } from 'vitest';
import { beginsLikeAPicture } from './picture.ts';

const bytes = (...values: number[]) => new Blob([new Uint8Array(values)]);

describe('a picture', () => {
  it.each([
    ['JPEG', bytes(0xff, 0xd8, 0xff, 0xe0), true],
    ['PNG', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d), true],
    ['WebP', new Blob(['RIFF', '1234', 'WEBPVP8 ']), true],
    ['a sound', new Blob(['RIFF', '1234', 'WAVEfmt ']), false],
    ['a text', new Blob(['J104 is a ring']), false],
    ['a GIF', new Blob(['GIF89a']), false],
    ['nothing', new Blob([]), false]
  ])('begins like one or not: %s', async (_, blob, is) => {
    expect(await beginsLikeAPicture(blob)).toBe(is);
  });
});
