export { default as MessagesPage } from './MessagesPage.svelte';
export { default as NotifySettings } from './NotifySettings.svelte';
export { default as MessagesAbout } from './MessagesAbout.svelte';
export { channelWord, eventWord } from './words.ts';
