export { default as PrintQueue } from './PrintQueue.svelte';
export * from './queries.ts';
