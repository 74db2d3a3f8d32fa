export { default as NewPin } from './NewPin.svelte';
export { pinFault } from './pin.ts';
