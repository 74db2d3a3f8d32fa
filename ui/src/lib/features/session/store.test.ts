import { beforeEach, expect, it, vi } from 'vitest';
import { OFFLINE, Problem } from '#lib/api/problem.ts';
import * as api from './queries.ts';
import { sessionStore } from './store.svelte.ts';

vi.mock('./queries.ts', () => ({
  currentSession: vi.fn(),
  shopLanguage: vi.fn(() => Promise.resolve('fr')),
  lockSession: vi.fn(),
  signOut: vi.fn(),
  unlockSession: vi.fn()
}));
vi.mock('#lib/i18n/locale.svelte.ts', () => ({ locale: { propose: () => undefined } }));

beforeEach(() => {
  vi.mocked(api.currentSession).mockReset();
});

it.each([
  ['setup.required', 409],
  ['store.key_missing', 423],
  ['store.in_use', 503],
  ['store.newer', 503],
  ['store.damaged', 503]
])('leads to the page that says why the shop does not open: %s', async (code, status) => {
  vi.mocked(api.currentSession).mockRejectedValue(new Problem(code, status));
  await sessionStore.load();
  expect(sessionStore.firstRun).toBe(true);
  expect(sessionStore.known).toBe(true);
});

it('asks who is there where nobody is signed in', async () => {
  vi.mocked(api.currentSession).mockRejectedValue(new Problem('session.missing', 401));
  await sessionStore.load();
  expect(sessionStore.firstRun).toBe(false);
  expect(sessionStore.current).toBeNull();
});

it.each([
  [OFFLINE, 0],
  ['server.fault', 500]
])('is told when the server cannot be asked: %s', async (code, status) => {
  vi.mocked(api.currentSession).mockRejectedValue(new Problem(code, status));
  await expect(sessionStore.load()).rejects.toMatchObject({ code });
});
