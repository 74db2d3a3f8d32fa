import { defineConfig } from '@hey-api/openapi-ts';

export default defineConfig({
  input: './openapi.json',
  // No tsconfig: it extends one that exists only after the first `svelte-kit sync`.
  output: { path: process.env.ECRIN_CLIENT ?? './src/lib/api/generated', tsConfigPath: null },
  plugins: [
    {
      name: '@hey-api/client-fetch',
      throwOnError: true,
      baseUrl: false,
      runtimeConfigPath: '#lib/api/client.ts'
    },
    '@hey-api/typescript',
    { name: '@hey-api/sdk', responseStyle: 'data' }
  ]
});
