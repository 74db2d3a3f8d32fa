export type {
  Candidate,
  Device,
  DeviceOptions as Options,
  DrawerPin,
  PutDevice
} from '#lib/api/generated/types.gen.ts';

export type DeviceKind = 'receipt_printer' | 'label_printer' | 'scanner' | 'scale' | 'rfid_reader';
