export { default as IdentityForm } from './IdentityForm.svelte';
export { default as LogoField } from './LogoField.svelte';
export { checkIdentity, EMPTY_IDENTITY, fieldOf } from './check_identity.ts';
export type { Identity, IdentityErrors, Till } from './types.ts';
export { default as DisplaySettings } from './DisplaySettings.svelte';
export { default as NumberSetting } from './NumberSetting.svelte';
export { default as ShopSettings } from './ShopSettings.svelte';
export { default as TillList } from './TillList.svelte';
export { setLogo, tills } from './queries.ts';
