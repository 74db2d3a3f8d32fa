/**
 * Every spec, or those that are named. A file that fails runs once more with the machine to itself: a
 * fault of the screens fails again, a scanner that lost a key to a busy second does not. What passed
 * only then is named at the end, for somebody to look at.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const UI = fileURLToPath(new URL('..', import.meta.url));
const VITEST = join(UI, 'node_modules', 'vitest', 'vitest.mjs');

type Report = { testResults: { name: string; status: string }[] };

function run(named: string[], report: string, env: NodeJS.ProcessEnv = {}): boolean {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const told = [VITEST, 'run', '--config', 'vitest.browser.config.ts', ...reporters, ...named];
  const options = { cwd: UI, stdio: 'inherit' as const, env: { ...process.env, ...env } };
  return spawnSync(process.execPath, told, options).status === 0;
}

/** The files that failed; none where the run itself did, before it wrote what it found. */
function failedIn(report: string): string[] {
  if (!existsSync(report)) return [];
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  return testResults
    .filter((file) => file.status !== 'passed')
    .map(({ name }) => relative(UI, name));
}

const folder = mkdtempSync(join(tmpdir(), 'ecrin-specs-'));
try {
  const report = join(folder, 'first.json');
  const passed = run(process.argv.slice(2), report);
  const failed = passed ? [] : failedIn(report);
  if (!passed && failed.length === 0) process.exitCode = 1;
  if (failed.length > 0) {
    console.log(`\nOnce more, by themselves: ${failed.join(', ')}\n`);
    const again = run(failed, join(folder, 'again.json'), { ECRIN_BUILT: '1' });
    process.exitCode = again ? 0 : 1;
    console.log(again ? `FLAKY, passed at the second run: ${failed.join(', ')}` : 'Failed twice.');
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
