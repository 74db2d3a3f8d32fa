import { defineConfig } from 'vitest/config';

// On a real browser: the catalogue's build for the components, the shop's for everything else.
export default defineConfig({
  test: {
    include: ['tests/**/*.spec.ts'],
    globalSetup: ['tests/build.ts'],
    environment: 'node',
    fileParallelism: false,
    // A second, the default, is short on a machine that does something else besides.
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 60_000,
    hookTimeout: 120_000
  }
});
