/** A label printer on the network: it takes what it is sent and says nothing. */
import { createServer, type AddressInfo } from 'node:net';

export type LabelPrinter = { address: string; printed: () => string; stop: () => void };

export async function startLabelPrinter(): Promise<LabelPrinter> {
  let printed = '';
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (bytes) => (printed += bytes.toString('latin1')));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    address: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    printed: () => printed,
    stop: () => server.close()
  };
}
