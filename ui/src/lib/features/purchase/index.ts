export { default as BudgetPage } from './BudgetPage.svelte';
export { default as OrderEditor } from './OrderEditor.svelte';
export { default as OrderEditPage } from './OrderEditPage.svelte';
export { default as OrderPage } from './OrderPage.svelte';
export { default as PiecePurchase } from './PiecePurchase.svelte';
export { default as PurchasePage } from './PurchasePage.svelte';
export { default as ReceivePage } from './ReceivePage.svelte';
