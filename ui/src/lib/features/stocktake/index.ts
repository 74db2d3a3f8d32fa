export { default as StocktakeList } from './StocktakeList.svelte';
export { default as StocktakePage } from './StocktakePage.svelte';
