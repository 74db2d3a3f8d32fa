/** A mail server that none of us wrote: `aiosmtpd`, from PyPI, and the letters it took. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWitness } from './witness.ts';

export type Letter = {
  to: string[];
  subject: string;
  body: string;
  attached?: { name: string; type: string }[];
};
export type MailServer = { port: string; letters: () => Letter[]; stop: () => void };

export async function startMailServer(): Promise<MailServer> {
  const folder = mkdtempSync(join(tmpdir(), 'ecrin-mail-'));
  const { port, end } = await startWitness('mail_server.py', folder, 'none', '-', '0');
  return {
    port,
    letters: () =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Letter),
    stop() {
      end();
      rmSync(folder, { recursive: true, force: true });
    }
  };
}
