export { default as DepositPanel } from './DepositPanel.svelte';
export { default as FeePanel } from './FeePanel.svelte';
export { default as JobMoney } from './JobMoney.svelte';
export * from './queries.ts';
export * from './words.ts';
