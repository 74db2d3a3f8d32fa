import * as m from '#lib/paraglide/messages.js';
import type { DeviceKind } from './types.ts';

const FOUND: Record<string, () => string> = {
  usb_printer: m.device_found_usb_printer,
  kernel_printer: m.device_found_kernel_printer,
  network_printer: m.device_found_network_printer,
  hid_scanner: m.device_found_hid_scanner,
  rfid_reader: m.device_found_rfid_reader,
  serial_port: m.device_found_serial_port
};
export const foundWord = (kind: string): string => FOUND[kind]?.() ?? kind;

/** What a device is used as, or something that was found most likely will be. */
export const kindOf = (kind: string | undefined): DeviceKind =>
  kind === 'label_printer' || kind === 'scale' || kind === 'rfid_reader'
    ? kind
    : kind === 'scanner' || kind === 'hid_scanner'
      ? 'scanner'
      : 'receipt_printer';
