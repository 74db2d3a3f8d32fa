/** An LLRP reader with tags in its field: the emulator of `llrpkit`, from PyPI. */
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { startWitness } from './witness.ts';

export type RfidReader = {
  address: string;
  /** Lays other tags into its field, and waits until they are there. */
  put: (tags: string[]) => Promise<void>;
  stop: () => void;
};

export async function startReader(tags: string[], reads = 400): Promise<RfidReader> {
  const folder = mkdtempSync(join(tmpdir(), 'ecrin-rfid-'));
  const file = join(folder, 'tags.txt');
  const write = (list: string[]) => {
    writeFileSync(`${file}.new`, list.join('\n'));
    renameSync(`${file}.new`, file);
  };
  write(tags);
  const { port, end } = await startWitness('rfid_reader.py', file, String(reads), '0');
  return {
    address: `llrp://127.0.0.1:${port}`,
    async put(list) {
      write(list);
      const taken = join(folder, 'tags.taken');
      const shown = () => (existsSync(taken) ? readFileSync(taken, 'utf8') : '');
      await expect.poll(shown, { timeout: 30_000 }).toBe(list.join('\n'));
    },
    stop() {
      end();
      rmSync(folder, { recursive: true, force: true });
    }
  };
}
