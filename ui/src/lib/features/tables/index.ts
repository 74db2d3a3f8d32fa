export { default as BulkList } from './BulkList.svelte';
export { default as BulkPage } from './BulkPage.svelte';
export { default as StockList } from './StockList.svelte';
