export { default as Valuation } from './Valuation.svelte';
