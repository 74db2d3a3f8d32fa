import { expect, it } from 'vitest';
import { vocabulary } from '../../../../scripts/vocabulary.ts';

it('is what the rules say today', async () => {
  await expect(vocabulary()).toMatchFileSnapshot('./vocabulary.generated.ts');
});
