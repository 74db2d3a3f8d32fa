export type {
  Cash,
  Close,
  Closing,
  Count,
  CountedTender,
  PrinterState,
  Report,
  TenderCount,
  TillDay,
  TillState
} from '#lib/api/generated/types.gen.ts';
