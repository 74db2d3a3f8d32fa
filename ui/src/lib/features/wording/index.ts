export { default as WordingPage } from './WordingPage.svelte';
