export { labelsAddress } from './address.ts';
export { default as CostCode } from './CostCode.svelte';
export { default as Labels } from './Labels.svelte';
