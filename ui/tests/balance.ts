/** A balance on the network, on the other end of a serial-to-Ethernet box; it speaks MT-SICS. */
import { createServer, type AddressInfo, type Socket } from 'node:net';

export type Balance = {
  address: string;
  /** What it answers to the next questions: `S S 4.230 g`, `S D …`; empty: nothing. */
  shows: (line: string) => void;
  stop: () => void;
};

export async function startBalance(first: string): Promise<Balance> {
  let line = first;
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
    socket.on('data', (asked) => {
      if (line && asked.toString().startsWith('SI')) socket.write(`${line}\r\n`);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    address: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shows: (next) => (line = next),
    stop() {
      for (const socket of open) socket.destroy();
      server.close();
    }
  };
}
