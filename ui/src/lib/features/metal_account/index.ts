export { default as AccountList } from './AccountList.svelte';
export { default as AccountPage } from './AccountPage.svelte';
export { default as CustomersMetal } from './CustomersMetal.svelte';
export { default as OrderMetal } from './OrderMetal.svelte';
