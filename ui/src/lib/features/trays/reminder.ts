/** The one thing of trays that a till shows: it loads no more than this. */
export { default as TrayReminder } from './TrayReminder.svelte';
