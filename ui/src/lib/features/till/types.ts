export type {
  Cash,
  Close,
  Closing,
  Count,
  PrinterState,
  Report,
  TillDay,
  TillState
} from '#lib/api/generated/types.gen.ts';
