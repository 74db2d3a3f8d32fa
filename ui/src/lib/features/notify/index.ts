export { default as MessagesPage } from './MessagesPage.svelte';
export { default as NotifySettings } from './NotifySettings.svelte';
export { default as RepairMessages } from './RepairMessages.svelte';
