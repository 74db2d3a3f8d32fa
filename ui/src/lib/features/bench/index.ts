export { default as BenchSettings } from './BenchSettings.svelte';
export { default as MyWork } from './MyWork.svelte';
export { default as SendPanel } from './SendPanel.svelte';
export { default as SlipPage } from './SlipPage.svelte';
export { default as Vendors } from './Vendors.svelte';
export { duration } from './words.ts';
export { default as Work } from './Work.svelte';
