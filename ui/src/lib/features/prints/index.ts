export { default as PrintQueue } from './PrintQueue.svelte';
