export { default as PieceEditor } from './PieceEditor.svelte';
export { default as PieceSheet } from './PieceSheet.svelte';
export { default as StockList } from './StockList.svelte';
export { default as ArticleList } from './ArticleList.svelte';
export { default as PlaceList } from './PlaceList.svelte';
export { default as SupplierList } from './SupplierList.svelte';
export { families, places } from './queries.ts';
export { familyName, options as vocabularyOptions, regimes } from './words.ts';
