export { default as Preferences } from './Preferences.svelte';
export { default as SignIn } from './SignIn.svelte';
export { roleWord } from './roles.ts';
export * from './queries.ts';
export * from './store.svelte.ts';
export type * from './types.ts';
