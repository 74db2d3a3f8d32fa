export { default as CashPanel } from './CashPanel.svelte';
export { default as CloseDay } from './CloseDay.svelte';
export { default as DenominationCount } from './DenominationCount.svelte';
export { default as OpenDay } from './OpenDay.svelte';
export { default as PrinterPanel } from './PrinterPanel.svelte';
export { default as ReportPanel } from './ReportPanel.svelte';
export { default as ReportView } from './ReportView.svelte';
export * from './queries.ts';
export type * from './types.ts';
