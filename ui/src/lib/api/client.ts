/** How the generated client reaches the server: by `send`, with paths relative to the page. */
import type { CreateClientConfig } from './generated/client.gen.ts';
import { send } from './http.ts';

export const createClientConfig: CreateClientConfig = (config) => ({
  ...config,
  baseUrl: '',
  fetch: send
});
