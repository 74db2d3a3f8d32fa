export { default as Papers } from './Papers.svelte';
