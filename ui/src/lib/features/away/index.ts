export { default as AwayPage } from './AwayPage.svelte';
