export { default as PieceEditor } from './PieceEditor.svelte';
export { default as PieceSheet } from './PieceSheet.svelte';
export { default as StockList } from './StockList.svelte';
export { default as ArticleList } from './ArticleList.svelte';
export { default as PlaceList } from './PlaceList.svelte';
export { default as SupplierList } from './SupplierList.svelte';
export { articles, families, fileAddress, piece as pieceById, places } from './queries.ts';
export type { Article, PieceRow } from './types.ts';
export {
  alloy,
  capital,
  familyName,
  options as vocabularyOptions,
  regimes,
  word
} from './words.ts';
