export type {
  Article,
  Component,
  CreatePiece,
  EditPieceBody as EditPiece,
  Family,
  Movement,
  Photo,
  Piece,
  PieceParts,
  PieceRow,
  PieceSheet,
  Place,
  SaveArticle,
  SavePlace,
  SaveSupplier,
  SaveVariant,
  SetStone,
  Supplier,
  TakeOut
} from '#lib/api/generated/types.gen.ts';

/** What the stock's table is asked to show; an empty word leaves that open. */
export type Filter = {
  q: string;
  family: string;
  place: string;
  supplier: string;
  metal: string;
  state: string;
  sort: string;
  descending: boolean;
};
