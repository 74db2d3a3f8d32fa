export { default as PrintQueue } from './PrintQueue.svelte';
export { deviceProblem } from './words.ts';
