export type {
  Tray,
  TrayContent,
  TrayCount,
  TrayCountLine,
  TrayCountPage,
  TrayMove,
  TrayPiece,
  TrayReminder
} from '#lib/api/generated/types.gen.ts';

export type Occasion = 'opening' | 'closing' | 'other';
