export { default as NewPin } from './NewPin.svelte';
export { pinFault } from './pin.ts';
export { default as PeopleList } from './PeopleList.svelte';
