import { defineConfig } from 'vitest/config';

// Tests here are of pure code; what needs a browser is in `tests/`, on a real one.
export default defineConfig({
  test: { include: ['src/**/*.test.ts'], environment: 'node' }
});
