import { expect, it } from 'vitest';
import { firstLocale } from './which.ts';

it.each([
  [['fr-FR', 'en'], 'fr'],
  [['en-GB'], 'en'],
  [['de-DE', 'EN-us', 'fr'], 'en'],
  [['de-DE', 'it'], 'fr'],
  [['C'], 'fr'],
  [['french'], 'fr'],
  [['english'], 'fr'],
  [[], 'fr']
] as const)('%j is shown in %s', (wanted, expected) => {
  expect(firstLocale(wanted)).toBe(expected);
});
