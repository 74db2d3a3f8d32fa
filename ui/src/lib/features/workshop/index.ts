export { default as WorkshopPage } from './WorkshopPage.svelte';
