export { default as HeldPage } from './HeldPage.svelte';
export { default as Keeping } from './Keeping.svelte';
