export { default as SignForm } from './SignForm.svelte';
export { default as Signatures } from './Signatures.svelte';
export { estimatePdf, ofHandover, withdraw } from './queries.ts';
export { default as BothSign } from './BothSign.svelte';
