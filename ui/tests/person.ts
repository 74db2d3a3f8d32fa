/** Somebody of the demonstration shop, signed in. */
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { open, type Look } from './browser.ts';

const PINS = { Léa: '1234', Inès: '3456' };
/** The owner, a seller. */
export type Person = keyof typeof PINS;

/** A page of their own, which stands nowhere yet. */
export async function signedIn(
  browser: Browser,
  base: string,
  name: Person = 'Léa',
  look: Partial<Look> = {}
) {
  const opened = await open(browser, `${base}/sign-in`, look);
  const { request } = opened.page.context();
  const users = await (await request.get(`${base}/api/v1/session/users`)).json();
  const { id } = users.find((user: { name: string }) => user.name === name);
  const signed = await request.post(`${base}/api/v1/session`, {
    headers: { 'idempotency-key': crypto.randomUUID() },
    data: { user_id: id, pin: PINS[name] }
  });
  expect(signed.status()).toBe(201);
  return opened;
}

/** The day is open at a till, where the owner now stands. */
export async function openDay(page: Page, base: string) {
  const { request } = page.context();
  const post = async (path: string, data: object) => {
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const sent = await request.post(`${base}/api/v1${path}`, { headers, data });
    expect(sent.ok(), path).toBe(true);
  };
  const read = async (path: string) => (await request.get(`${base}/api/v1${path}`)).json();
  const users = await read('/session/users');
  const [till] = await read('/session/tills');
  const { id } = users.find((user: { name: string }) => user.name === 'Léa');
  await post('/session', { user_id: id, pin: PINS.Léa, till_id: till.id });
  const float = [{ value_minor: 1_000, count: 20 }];
  await post('/till/open', { id: crypto.randomUUID(), float });
}
