/**
 * Fails when the committed client is not what openapi.json yields: `npm run generate` writes it.
 * The same generator with the same settings writes it elsewhere, and the two folders are compared.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const UI = fileURLToPath(new URL('..', import.meta.url));
const COMMITTED = join(UI, 'src', 'lib', 'api', 'generated');

/** Every file of a folder, by its path in it. */
function files(folder: string): Map<string, string> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')])
  );
}

/** The paths of what is old, missing or too many. */
export function drifted(committed: Map<string, string>, fresh: Map<string, string>): string[] {
  const paths = new Set([...committed.keys(), ...fresh.keys()]);
  return [...paths].filter((path) => committed.get(path) !== fresh.get(path)).sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const fresh = mkdtempSync(join(tmpdir(), 'ecrin-client-'));
  try {
    execFileSync('npx', ['openapi-ts', '--silent'], {
      cwd: UI,
      env: { ...process.env, ECRIN_CLIENT: join(fresh, 'generated') },
      stdio: ['ignore', 'ignore', 'inherit']
    });
    const old = drifted(files(COMMITTED), files(join(fresh, 'generated')));
    if (old.length > 0) {
      console.error(`src/lib/api/generated is old: run npm run generate\n${old.join('\n')}`);
      process.exitCode = 1;
    }
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}
