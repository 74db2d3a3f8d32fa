export { default as ImportList } from './ImportList.svelte';
export { default as ImportPage } from './ImportPage.svelte';
