export { default as PieceEditor } from './PieceEditor.svelte';
export { default as PieceSheet } from './PieceSheet.svelte';
export { default as StockList } from './StockList.svelte';
