export { default as DraftPhotos } from './DraftPhotos.svelte';
export { default as PhotosPage } from './PhotosPage.svelte';
