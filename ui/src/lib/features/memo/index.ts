export { default as Account } from './Account.svelte';
export { default as Accounts } from './Accounts.svelte';
export { default as MemoList } from './MemoList.svelte';
export { default as MemoPage } from './MemoPage.svelte';
export { default as NewMemo } from './NewMemo.svelte';
export { default as OutstandingPage } from './OutstandingPage.svelte';
export { default as PieceMemos } from './PieceMemos.svelte';
export { default as PiecePicker } from './PiecePicker.svelte';
