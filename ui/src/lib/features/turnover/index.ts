export { default as Turnover } from './Turnover.svelte';
