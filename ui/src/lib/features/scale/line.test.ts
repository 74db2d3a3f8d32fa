import { expect, it } from 'vitest';
import { lineOf, withLine } from './line.ts';

it.each([
  ['serial:///dev/ttyUSB0', '9600', '8N1'],
  ['serial:///dev/ttyUSB0?baud=1200&data=7&parity=odd', '1200', '7O1'],
  ['SERIAL://COM3?baud=19200&parity=even', '19200', '8E1']
])('reads the line of %s', (address, baud, frame) => {
  expect(lineOf(address)).toEqual({ baud, frame });
});

it('knows no line of a network address', () => {
  expect(lineOf('tcp://192.168.1.50:4001')).toBeNull();
});

it('writes the line and keeps the rest', () => {
  const address = 'serial:///dev/ttyUSB0?baud=9600&flow=rts';
  const factory = withLine(address, { baud: '1200', frame: '7O1' });
  expect(lineOf(factory)).toEqual({ baud: '1200', frame: '7O1' });
  expect(factory).toContain('flow=rts');
  expect(withLine(factory, { baud: '9600', frame: '8N1' })).toBe(address);
});
