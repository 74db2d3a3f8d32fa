import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// Tests here are of pure code; what needs a browser is in `tests/`, on a real one. Svelte compiles
// the state that lives outside of components (`*.svelte.ts`).
export default defineConfig({
  plugins: [svelte({ configFile: false })],
  test: { include: ['src/**/*.test.ts'], environment: 'node' }
});
