import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Builds the catalogue once for all tests; `ECRIN_BUILT=1` trusts the one that is there. */
export default function setup() {
  if (process.env.ECRIN_BUILT === '1') return;
  execFileSync('npx', ['vite', 'build'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, ECRIN_CATALOGUE: '1' },
    stdio: ['ignore', 'ignore', 'inherit']
  });
}
