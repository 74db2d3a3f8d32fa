/** A real shop for the screens: the server's own program on an empty folder, ended afterwards. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The program: `ECRIN_BIN`, or what cargo built last. */
export const program = (): string =>
  process.env.ECRIN_BIN ??
  join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'debug', 'ecrin');

export const canServe = (): boolean => existsSync(program());

export type Shop = { base: string; first: string; stop: () => void };

/** Starts the server; `first` is the address that it prints. */
export async function startShop(command: 'serve' | 'demo' = 'serve'): Promise<Shop> {
  const data = mkdtempSync(join(tmpdir(), 'ecrin-screens-'));
  const child: ChildProcess = spawn(
    program(),
    [command, '--data', data, '--listen', '127.0.0.1:0'],
    {
      env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
      stdio: ['ignore', 'pipe', 'pipe']
    }
  );
  const stop = () => {
    child.kill('SIGTERM');
    rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const first = await new Promise<string>((found, failed) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /(http:\/\/127\.0\.0\.1:\d+\/\S*)/.exec(said)?.[1];
      if (address) found(address);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.on('exit', (code) => failed(new Error(`the server ended with ${code}: ${said}`)));
    setTimeout(() => failed(new Error(`the server said no address: ${said}`)), 60_000).unref();
  });
  return { base: new URL(first).origin, first, stop };
}
