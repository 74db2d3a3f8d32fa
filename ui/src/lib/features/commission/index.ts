export { default as CommissionField } from './CommissionField.svelte';
export { default as CorrectPanel } from './CorrectPanel.svelte';
export { commission } from './queries.ts';
export type { CommissionEntry, CommissionGroup, CommissionTerms } from './types.ts';
export { termsWord, why } from './words.ts';
