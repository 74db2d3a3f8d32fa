/** A real shop for the screens: the server's own program on an empty folder, ended afterwards. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The program: `ECRIN_BIN`, or what cargo built last. */
export const program = (): string =>
  process.env.ECRIN_BIN ??
  join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'debug', 'ecrin');

export type Shop = {
  base: string;
  first: string;
  stop: () => void;
  /** Ends the server as a power cut would. */
  kill: () => Promise<void>;
  /** Starts it again on the same data, at the same address. */
  again: () => Promise<void>;
};

// No keyring is asked: a test leaves nothing on the machine.
const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'disabled:' };

/** Where the demonstration shops stand that all tests copy: made once, by the setup. */
export const MADE = { demo: 'ECRIN_MADE_DEMO', full: 'ECRIN_MADE_FULL' } as const;

/** Makes a demonstration shop in a folder. */
export async function makeDemo(kind: keyof typeof MADE, data: string) {
  // A test that writes the first order or memo wants the books empty.
  const blank = kind === 'demo' ? ['--blank'] : [];
  await promisify(execFile)(program(), ['demo', '--data', data, '--key-file', ...blank], { env });
}

/** Starts the server; gives it and the address that it prints. */
async function serve(data: string, listen: string): Promise<[ChildProcess, string]> {
  const child = spawn(program(), ['serve', '--data', data, '--listen', listen], {
    env,
    stdio: ['ignore', 'pipe', 'pipe']
  });
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
  return [child, first];
}

/**
 * Starts the server on a free port, on an empty folder or on the demonstration shop, with the back
 * office's books as it left them (`full`) or empty; `first` is the address that it prints.
 */
export async function startShop(kind: 'empty' | 'demo' | 'full' = 'empty'): Promise<Shop> {
  const data = mkdtempSync(join(tmpdir(), 'ecrin-screens-'));
  if (kind !== 'empty') {
    const made = process.env[MADE[kind]];
    if (made) cpSync(made, data, { recursive: true });
    else await makeDemo(kind, data);
  }
  let [child, first] = await serve(data, '127.0.0.1:0');
  const { origin, host } = new URL(first);
  return {
    base: origin,
    first,
    stop() {
      child.kill('SIGTERM');
      rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
    async kill() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
    async again() {
      [child, first] = await serve(data, host);
    }
  };
}
