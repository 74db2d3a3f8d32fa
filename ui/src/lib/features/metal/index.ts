export { default as DraftPrice } from './DraftPrice.svelte';
export { default as FormulaList } from './FormulaList.svelte';
export { default as MetalPosition } from './MetalPosition.svelte';
export { default as PiecePrice } from './PiecePrice.svelte';
export { default as RateList } from './RateList.svelte';
export { default as RepricingPage } from './RepricingPage.svelte';
export { default as StoneLists } from './StoneLists.svelte';
export { endings, endingWord } from './words.ts';
