export { default as Board } from './Board.svelte';
export { default as Calendar } from './Calendar.svelte';
export { default as RepairPage } from './RepairPage.svelte';
export { default as TakeIn } from './TakeIn.svelte';
export { default as Tariffs } from './Tariffs.svelte';
export { default as WarrantyTerm } from './WarrantyTerm.svelte';
