export { default as AccountList } from './AccountList.svelte';
export { default as AccountPage } from './AccountPage.svelte';
export { default as CustomersMetal } from './CustomersMetal.svelte';
export { ofOrder as metalOfOrder } from './queries.ts';
export { default as OrderMetal } from './OrderMetal.svelte';
