export { default as TrayList } from './TrayList.svelte';
export { default as TrayPage } from './TrayPage.svelte';
