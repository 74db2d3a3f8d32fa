/** A GSM modem on a pseudo-terminal, and the messages it took, read by a parser that none of us wrote. */
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWitness } from './witness.ts';

export type Sms = { to: string; text: string };
export type Modem = {
  address: string;
  /** How it is from now on: `tests/rig/modem.py` says what it can be told. */
  order: (orders: Record<string, unknown>) => void;
  messages: () => Sms[];
  stop: () => void;
};

export async function startModem(orders: Record<string, unknown>): Promise<Modem> {
  const folder = mkdtempSync(join(tmpdir(), 'ecrin-modem-'));
  const order = (now: Record<string, unknown>) => {
    writeFileSync(join(folder, 'orders.new'), JSON.stringify(now));
    renameSync(join(folder, 'orders.new'), join(folder, 'orders.json'));
  };
  order(orders);
  const { port: device, end } = await startWitness('modem.py', folder);
  return {
    address: `serial://${device}`,
    order,
    messages: () =>
      readdirSync(folder)
        .filter((name) => /^\d+\.json$/.test(name))
        .sort()
        .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Sms),
    stop() {
      end();
      rmSync(folder, { recursive: true, force: true });
    }
  };
}
