import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import words from './scripts/eslint-words.js';

export default ts.config(
  {
    ignores: [
      'build',
      'build-catalogue',
      '.svelte-kit',
      'node_modules',
      'src/lib/paraglide',
      'src/lib/api/generated'
    ]
  },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node, __CATALOGUE__: 'readonly' }
    },
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }
      ]
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      // svelte-check is the judge of accessibility warnings; this rule doesn't see them all.
      'svelte/no-unused-svelte-ignore': 'off',
      // Routes are plain paths of this one static application.
      'svelte/no-navigation-without-resolve': 'off'
    }
  },
  {
    // Every word a person reads is a message with its French and its English.
    files: ['src/**/*.svelte'],
    ignores: ['src/routes/catalogue/**'],
    plugins: { words },
    rules: { 'words/no-literal-text': 'error' }
  },
  {
    // One way to the server: the client that openapi.json yields.
    files: ['src/**'],
    ignores: ['src/lib/api/**'],
    rules: { 'no-restricted-globals': ['error', 'fetch', 'XMLHttpRequest', 'EventSource'] }
  },
  {
    // The kit knows no feature; a feature is reached through its index.
    files: ['src/lib/ui/**', 'src/lib/scan/**', 'src/lib/keys/**', 'src/lib/format/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['#lib/features/*', '**/features/**'] }]
    }
  }
);
