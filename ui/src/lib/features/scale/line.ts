/** The speed and the framing of a serial line, as an address carries them: `?baud=1200&data=7…`. */
export const BAUDS = ['1200', '2400', '4800', '9600', '19200', '38400', '57600', '115200'] as const;
/** Data bits, check bit, stop bits; the first is the usual one. */
export const FRAMES = ['8N1', '7O1', '7E1', '8O1', '8E1'] as const;

export type Line = { baud: string; frame: string };

const CHECKS: Record<string, string> = { none: 'N', odd: 'O', even: 'E' };

/** The line of a serial address; null for an address of another kind. */
export function lineOf(address: string): Line | null {
  if (!address.trim().toLowerCase().startsWith('serial:')) return null;
  const settings = new URLSearchParams(address.split('?')[1] ?? '');
  const check = CHECKS[settings.get('parity') ?? 'none'] ?? 'N';
  return {
    baud: settings.get('baud') ?? '9600',
    frame: `${settings.get('data') ?? '8'}${check}${settings.get('stop') ?? '1'}`
  };
}

/** The same address on another line; what else it says (flow control) stays. */
export function withLine(address: string, line: Line): string {
  const [path = '', query = ''] = address.trim().split('?');
  const settings = new URLSearchParams(query);
  settings.set('baud', line.baud);
  const [data = '8', check = 'N', stop = '1'] = line.frame;
  const set = (name: string, value: string, usual: string) =>
    value === usual ? settings.delete(name) : settings.set(name, value);
  set('data', data, '8');
  const parity = Object.entries(CHECKS).find(([, letter]) => letter === check)?.[0] ?? 'none';
  set('parity', parity, 'none');
  set('stop', stop, '1');
  return `${path}?${settings}`;
}
