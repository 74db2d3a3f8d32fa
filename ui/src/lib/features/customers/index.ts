export { default as CustomerPanel } from './CustomerPanel.svelte';
export * from './queries.ts';
export type * from './types.ts';
