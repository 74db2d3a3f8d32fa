export { costOf, sent, type Pricing } from './draft.ts';
export { default as PieceEditor } from './PieceEditor.svelte';
export { default as PieceSheet } from './PieceSheet.svelte';
export { default as StateBadge } from './StateBadge.svelte';
export { default as ArticleList } from './ArticleList.svelte';
export { default as PlaceList } from './PlaceList.svelte';
export { default as SupplierList } from './SupplierList.svelte';
export { default as Unmarked } from './Unmarked.svelte';
export {
  articles,
  byCode,
  families,
  fileAddress,
  listPieces,
  movePiece,
  piece as pieceById,
  places,
  suppliers
} from './queries.ts';
export { FAMILY_FIELDS } from './vocabulary.generated.ts';
export type { Article, Filter, Piece, PieceRow } from './types.ts';
export {
  alloy,
  attributeFacts,
  capital,
  familyName,
  grams,
  optional as optionalVocabulary,
  options as vocabularyOptions,
  regimes,
  regimeWord,
  states,
  stateWord,
  titlesOf,
  word
} from './words.ts';
