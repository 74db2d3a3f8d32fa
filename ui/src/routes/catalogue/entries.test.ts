import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';

const LIB = 'src/lib';
const HERE = 'src/routes/catalogue';

const components = readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.svelte')
);
const source = (path: string) => readFileSync(`${LIB}/${path}`, 'utf8');

/** What asks the server, the session or the address, or is a whole page, is shown by its route. */
const ASKS = /createQuery|queries\.ts|sessionStore|\$app\/(?:state|navigation)|<main/;

const imported = (text: string) =>
  [...text.matchAll(/from '([^']+)\/(\w+\.svelte)'/g)].map(([, folder, file]) => ({
    folder,
    file
  }));

const shown = new Set(
  readdirSync(HERE)
    .filter((file) => file.endsWith('.svelte'))
    .flatMap((file) => imported(readFileSync(`${HERE}/${file}`, 'utf8')))
    .map(({ folder, file }) => `${folder?.replace('#lib/', '')}/${file}`)
);
/** Parts that never stand alone are seen in the component that is made of them. */
for (const path of shown) {
  if (!components.includes(path)) continue;
  for (const { folder, file } of imported(source(path))) {
    if (folder === '.') shown.add(path.replace(basename(path), file ?? ''));
  }
}
// Of features that give them away by their index.
shown.add('features/session/Preferences.svelte');

it('shows every component of the kit, and every one of a feature that asks nobody', () => {
  const wanted = components.filter(
    (path) => path.startsWith('ui/') || (path.startsWith('features/') && !ASKS.test(source(path)))
  );
  expect(wanted.length).toBeGreaterThan(40);
  expect(wanted.filter((path) => !shown.has(path))).toEqual([]);
});
