export { default as ScaleTest } from './ScaleTest.svelte';
export { default as Weigh } from './Weigh.svelte';
export { BAUDS, FRAMES, lineOf, withLine, type Line } from './line.ts';
