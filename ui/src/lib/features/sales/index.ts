export { default as CustomerDisplay } from './CustomerDisplay.svelte';
export { default as TillScreen } from './TillScreen.svelte';
export { default as ApprovePanel } from './ApprovePanel.svelte';
export { default as PieceState } from './PieceState.svelte';
export { describe, certificates } from './describe.ts';
export * from './queries.ts';
export type * from './types.ts';
