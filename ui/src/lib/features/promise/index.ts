export { default as PromiseHint } from './PromiseHint.svelte';
export { default as WorkshopHours } from './WorkshopHours.svelte';
export { calendar } from './queries.ts';
