export { default as DepositPanel } from './DepositPanel.svelte';
export { default as FeePanel } from './FeePanel.svelte';
export { default as JobMoney } from './JobMoney.svelte';
export * from './queries.ts';
export type * from './types.ts';
export * from './words.ts';
