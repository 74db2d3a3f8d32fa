/** A program that none of us wrote, in the environment `installer/install test` made for such. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Starts a script of `tests/rig` and reads the port that it prints. Its input is a pipe, so that it
 * ends with the test even where nobody stops it; it writes nowhere, so that it holds nothing open.
 */
export async function startWitness(script: string, ...args: string[]) {
  const child = spawn(
    join(ROOT, 'target/witness/bin/python'),
    [join(ROOT, 'tests/rig', script), ...args],
    { stdio: ['pipe', 'pipe', 'pipe'] }
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const port = await new Promise<string>((found, failed) => {
    child.stdout.on('data', (chunk: Buffer) => found(chunk.toString().trim()));
    child.on('error', failed);
    child.on('exit', () =>
      failed(new Error(`${script} ended: run \`installer/install test\`. It said: ${said}`))
    );
  });
  return { port, end: () => child.kill('SIGTERM') };
}
