export { default as ClosingList } from './ClosingList.svelte';
export { default as JournalPage } from './JournalPage.svelte';
export { chainWord, faultWord } from './words.ts';
