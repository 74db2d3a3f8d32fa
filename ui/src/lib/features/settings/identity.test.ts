import { describe, expect, it } from 'vitest';
import {
  emailFault,
  nafOf,
  phoneFault,
  siretFault,
  siretWritten,
  vatFault,
  vatOf
} from './identity.ts';

describe('SIRET', () => {
  it.each([
    ['732 829 320 00074', null],
    ['73282932000074', null],
    // La Poste's establishments have a sum of their own.
    ['35600000049837', null],
    ['73282932000075', { kind: 'siret_sum' }],
    ['7328293200007', { kind: 'siret_length', count: 13 }],
    ['', { kind: 'siret_length', count: 0 }],
    ['bijoux', { kind: 'siret_length', count: 0 }]
  ])('%j: %j', (text, fault) => {
    expect(siretFault(text)).toEqual(fault);
  });

  it('is written in groups', () => {
    expect(siretWritten('73282932000074')).toBe('732 829 320 00074');
    expect(siretWritten('732')).toBe('732');
  });
});

describe('what customers call and write to', () => {
  it.each([
    ['', false],
    ['01 42 60 00 00', false],
    ['+33 (0)1 42 60 00 00', false],
    ['abc', true],
    ['12345', true],
    ['1234567890123456', true]
  ])('telephone %j: %j', (text, fault) => {
    expect(phoneFault(text)).toBe(fault);
  });

  it.each([
    ['', false],
    ['contact@vauquelin.fr', false],
    ['pas-un-email', true],
    ['vauquelin@', true],
    ['a b@vauquelin.fr', true]
  ])('e-mail %j: %j', (text, fault) => {
    expect(emailFault(text)).toBe(fault);
  });
});

describe('VAT number', () => {
  it('follows from the SIRET', () => {
    expect(vatOf('732 829 320 00074')).toBe('FR44732829320');
    expect(vatOf('732')).toBe('');
  });

  it.each([
    ['FR44732829320', null],
    ['fr 44 732 829 320', null],
    ['FR45732829320', { kind: 'vat_sum', expected: 'FR44732829320' }],
    ['FR4473282932', { kind: 'vat_form' }],
    ['44732829320', { kind: 'vat_form' }],
    ['BE0123456789', null]
  ])('%j: %j', (text, fault) => {
    expect(vatFault(text, '73282932000074')).toEqual(fault);
  });
});

it.each([
  ['47.77Z', '47.77Z'],
  ['4777z', '47.77Z'],
  ['4777', null],
  ['', null]
])('NAF %j: %j', (text, naf) => {
  expect(nafOf(text)).toBe(naf);
});
