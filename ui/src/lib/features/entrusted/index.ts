export { default as HeldPage } from './HeldPage.svelte';
export { default as Entrusted } from './Entrusted.svelte';
