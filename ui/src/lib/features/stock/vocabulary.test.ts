import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { vocabulary } from '../../../../scripts/vocabulary.ts';

it('is what the rules say today', () => {
  const generated = readFileSync('src/lib/features/stock/vocabulary.generated.ts', 'utf8');
  expect(generated).toBe(vocabulary());
});
