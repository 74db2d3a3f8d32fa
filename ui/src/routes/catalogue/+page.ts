import { error } from '@sveltejs/kit';

// The catalogue is for us: a shop's build neither shows nor contains it.
export async function load() {
  if (!__CATALOGUE__) error(404);
  const { default: Catalogue } = await import('./Catalogue.svelte');
  return { Catalogue };
}
