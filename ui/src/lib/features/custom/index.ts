export { default as CustomList } from './CustomList.svelte';
export { default as NewOrder } from './NewOrder.svelte';
export { default as OrderPage } from './OrderPage.svelte';
export { stateOf } from './words.ts';
export { default as WorkInProgress } from './WorkInProgress.svelte';
