export { default as TrayList } from './TrayList.svelte';
export { default as TrayPage } from './TrayPage.svelte';
export { carryTrays, undoCarrying } from './queries.ts';
