export { default as PrintQueue } from './PrintQueue.svelte';
export { deviceProblem } from './words.ts';
export * from './queries.ts';
