/** The one thing of it that the whole back office shows. */
export { default as DueCount } from './DueCount.svelte';
