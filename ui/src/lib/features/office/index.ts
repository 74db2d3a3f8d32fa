export { default as Shell } from './Shell.svelte';
export { entryOf, MENU } from './menu.ts';
