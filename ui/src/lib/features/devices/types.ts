export type DeviceKind = 'receipt_printer' | 'scanner';
export type Options = {
  columns: number;
  answers: 'full' | 'status' | 'nothing';
  drawer: 'two' | 'five' | null;
  suffix: 'line' | 'tab' | 'etx' | 'none';
  prefix: string;
};
export type Device = {
  id: string;
  till_id: string;
  kind: DeviceKind;
  name: string;
  address: string;
  options: Options;
  active: boolean;
  version: number;
};
/** Something that was found, to choose from. */
export type Candidate = { kind: string; address: string; name?: string | null };
