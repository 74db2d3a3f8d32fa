import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Messages = Record<string, string>;
const read = (path: string): Messages => JSON.parse(readFileSync(path, 'utf8'));
const holes = (text: unknown) =>
  [...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

// A missing English word would silently show the French one: the compiler doesn't complain, we do.
describe.each(['messages', 'messages/office'])('%s', (folder) => {
  const fr = read(`${folder}/fr.json`);
  const en = read(`${folder}/en.json`);

  it('has the same keys in French and English', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort());
  });

  it('has the same parameters in French and English', () => {
    for (const key of Object.keys(fr)) {
      expect({ key, holes: [...new Set(holes(en[key]))] }).toEqual({
        key,
        holes: [...new Set(holes(fr[key]))]
      });
    }
  });

  it('leaves no message empty', () => {
    const empty = [fr, en].flatMap((m) => Object.keys(m).filter((key) => m[key] === ''));
    expect(empty).toEqual([]);
  });

  it('writes French with the apostrophe and the spaces of print', () => {
    const typed = Object.entries(fr)
      .filter(([key, text]) => key !== '$schema' && typeof text === 'string')
      .filter(([, text]) => /\p{L}'\p{L}/u.test(text) || / [?!;:](\s|$)/.test(text))
      .map(([key]) => key);
    expect(typed).toEqual([]);
  });
});

it('gives no key to two files', () => {
  const shared = Object.keys(read('messages/fr.json'));
  const office = Object.keys(read('messages/office/fr.json'));
  expect(shared.filter((key) => key !== '$schema' && office.includes(key))).toEqual([]);
});

it('keeps no message that nobody says', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:ts|svelte)$/.test(path) && !path.includes('paraglide'))
    .map((path) => readFileSync(`src/${path}`, 'utf8'))
    .join('\n');
  const said = new Set([...sources.matchAll(/\bm\.([a-z]\w*)/g)].map(([, key]) => key));
  const kept = ['messages', 'messages/office'].flatMap((folder) =>
    Object.keys(read(`${folder}/fr.json`))
  );
  expect(said.size).toBeGreaterThan(300);
  expect(kept.filter((key) => key !== '$schema' && !said.has(key))).toEqual([]);
});
