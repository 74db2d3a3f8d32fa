import { expect, it } from 'vitest';
import { pinFault } from './pin.ts';

it.each([
  ['482915', null],
  ['4829', null],
  ['482', 'short'],
  ['', 'short'],
  ['48291a', 'digits'],
  ['111111', 'weak'],
  ['123456', 'weak'],
  ['987654', 'weak'],
  ['121212', 'weak'],
  ['123123', 'weak'],
  ['482915736', 'short'],
  ['0000', 'weak'],
  ['2580', null]
])('%j: %j', (pin, fault) => {
  expect(pinFault(pin)).toBe(fault);
});
