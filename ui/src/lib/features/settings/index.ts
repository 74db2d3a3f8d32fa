export { default as IdentityForm } from './IdentityForm.svelte';
export { default as LogoField } from './LogoField.svelte';
export { checkIdentity, EMPTY_IDENTITY } from './check_identity.ts';
export type { Identity, IdentityErrors } from './types.ts';
