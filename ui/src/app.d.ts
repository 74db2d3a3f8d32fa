import type { Problem } from '#lib/api/problem.ts';

declare global {
  /** True in development and in the build the tests photograph. */
  const __CATALOGUE__: boolean;

  interface Window {
    /** Present inside the desktop window only. */
    __TAURI_INTERNALS__?: unknown;
    /** The machine's language, as the desktop window knows it. */
    __ECRIN_LANGUAGE__?: string;
    __TAURI__?: {
      event: {
        listen<T>(name: string, heard: (event: { payload: T }) => void): Promise<() => void>;
      };
    };
  }
}

declare module '@tanstack/svelte-query' {
  interface Register {
    defaultError: Problem;
  }
}

export {};
