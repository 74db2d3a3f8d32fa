export { default as SetupPage } from './SetupPage.svelte';
export { default as RecoveryPaper } from './RecoveryPaper.svelte';
