export type {
  BulkEdit,
  BulkLine,
  BulkWanted,
  ExportColumn,
  PieceFilter,
  PieceSelection,
  StockView
} from '#lib/api/generated/types.gen.ts';
