import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as m from '#lib/paraglide/messages.js';
import { explain } from './explain.ts';
import { Problem } from './problem.ts';

const SNAPSHOT = '../tests/it/api/snapshots/it__api__documents__problem_codes.snap';

/** Codes that the till answers by what it shows, not by a sentence. */
const SHOWN = ['cart.ticket', 'cart.repair', 'cart.custom'];

/**
 * Refusals that only a mistake of our own, or somebody else's program, can meet: they are told with
 * their code. The last two are no codes but a host and a file's name beside them.
 */
const FAULTS = [
  'customer.channel',
  'device.kind',
  'payment.tender',
  'request.body',
  'request.host',
  'request.key_missing',
  'request.key_reused',
  'request.method',
  'request.no_such_route',
  'request.origin',
  'request.path',
  'request.query',
  'shop.language',
  'ecrin.localhost',
  'store.key'
];

it('has a sentence for every refusal that a route declares', () => {
  const codes = readFileSync(SNAPSHOT, 'utf8').match(/^[a-z]+\.[a-z_]+$/gm) ?? [];
  expect(codes.length).toBeGreaterThan(100);
  const till = readFileSync('src/lib/api/sentences.ts', 'utf8');
  const office = [
    'explain_appraisal',
    'explain_bench',
    'explain_entrusted',
    'explain_custom',
    'explain_memo',
    'explain_metal_account',
    'explain_notify',
    'explain_repair',
    'explain_office',
    'explain_trays'
  ]
    .map((name) => readFileSync(`src/lib/api/${name}.ts`, 'utf8'))
    .join('');
  const sheet = office.slice(office.indexOf('const SHEET'));
  const said = new Set([
    ...SHOWN,
    ...FAULTS,
    ...[...`${till}${office}`.matchAll(/'([a-z]+\.[a-z_]+)'/g)].map(([, code]) => code),
    ...[...sheet.matchAll(/^ {2}([a-z_]+): /gm)].map(([, code]) => `stock.${code}`)
  ]);
  expect(codes.filter((code) => !said.has(code))).toEqual([]);
});

it.each([
  ['email', m.error_customer_email],
  ['phone', m.error_customer_phone],
  ['name', m.error_customer_name],
  ['notes', m.error_customer_field]
])("says which of a customer's fields is wrong: %s", (field, sentence) => {
  expect(explain(new Problem('customer.field', 422, { field }))).toBe(sentence());
});
