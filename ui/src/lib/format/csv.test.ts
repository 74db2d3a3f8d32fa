import { expect, it } from 'vitest';
import { csv } from './csv.ts';

it.each([
  [[['a', 'b']], 'a;b'],
  [[['a;b', 'say "no"']], '"a;b";"say ""no"""'],
  [[['=HYPERLINK("x")']], '"\'=HYPERLINK(""x"")"'],
  [[['-1', '+1', '@x']], "'-1;'+1;'@x"]
])('%j', (rows, text) => {
  expect(csv(rows)).toBe(`\ufeff${text}\r\n`);
});
