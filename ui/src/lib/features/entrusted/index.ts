export { default as Entrusted } from './Entrusted.svelte';
export { default as HeldPage } from './HeldPage.svelte';
export { entrustedFor } from './queries.ts';
export type { EntrustedObject } from './types.ts';
