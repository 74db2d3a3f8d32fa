export { default as AppraisalList } from './AppraisalList.svelte';
export { default as AppraisalPage } from './AppraisalPage.svelte';
export { default as CheckPage } from './CheckPage.svelte';
export { default as EstateList } from './EstateList.svelte';
export { default as EstatePage } from './EstatePage.svelte';
export { default as HouseTexts } from './HouseTexts.svelte';
export { default as NewAppraisal } from './NewAppraisal.svelte';
export { default as PieceAppraisals } from './PieceAppraisals.svelte';
