import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CHROMIUM } from './browser.ts';
import { MADE, makeDemo, program } from './shop.ts';

const UI = fileURLToPath(new URL('..', import.meta.url));

/**
 * What these tests need, said at once where it is missing. Builds the screens where nobody did, and
 * the catalogue always (`ECRIN_BUILT=1` trusts the one that is there), and the demonstration shops
 * that the tests copy.
 */
export default async function setup() {
  if (!existsSync(CHROMIUM)) {
    throw new Error('Chromium is missing: `installer/install test`, or say where with CHROMIUM');
  }
  if (!existsSync(program())) {
    throw new Error(`${program()} is missing: \`cargo build --bins\`, or say where with ECRIN_BIN`);
  }
  if (!existsSync(`${UI}/build/index.html`)) build({});
  if (process.env.ECRIN_BUILT !== '1') build({ ECRIN_CATALOGUE: '1' });
  const folder = mkdtempSync(join(tmpdir(), 'ecrin-made-'));
  for (const kind of ['demo', 'full'] as const) {
    process.env[MADE[kind]] = join(folder, kind);
    await makeDemo(kind, join(folder, kind));
  }
  return () => rmSync(folder, { recursive: true, force: true });
}

function build(env: Record<string, string>) {
  execFileSync('npx', ['vite', 'build'], {
    cwd: UI,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit']
  });
}
