export { default as FieldTest } from './FieldTest.svelte';
export { default as PieceTag } from './PieceTag.svelte';
export { default as StocktakeReader } from './StocktakeReader.svelte';
