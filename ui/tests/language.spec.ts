/** Which language a screen begins in: what was chosen here, the person's, the shop's, the machine's. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from './browser.ts';
import { startShop, type Shop } from './shop.ts';

let browser: Browser;
let demo: Shop;
let empty: Shop;

/** The language of a page that a machine of this locale opens for the first time. */
async function shown(url: string, locale: string, chosen?: string) {
  const context = await browser.newContext({ locale });
  const page = await context.newPage();
  if (chosen) {
    await page.addInitScript((one) => localStorage.setItem('PARAGLIDE_LOCALE', one), chosen);
  }
  await page.goto(url);
  await page.waitForSelector('h1');
  return { page, language: () => page.evaluate(() => document.documentElement.lang) };
}

describe('the language', () => {
  beforeAll(async () => {
    [browser, demo, empty] = await Promise.all([launch(), startShop('demo'), startShop()]);
  });
  afterAll(async () => {
    await browser?.close();
    demo?.stop();
    empty?.stop();
  });

  it.each([
    ['fr-FR', 'fr'],
    ['en-GB', 'en'],
    ['de-DE', 'fr']
  ])('is the machine’s where there is no shop yet, else French: %s', async (locale, expected) => {
    const { page, language } = await shown(empty.first, locale);
    expect(await language()).toBe(expected);
    await page.context().close();
  });

  it.each(['fr-FR', 'en-GB', 'de-DE'])('is the shop’s at its door: %s', async (locale) => {
    const { page } = await shown(`${demo.base}/sign-in`, locale);
    await page.getByRole('heading', { name: 'Qui est à la caisse' }).waitFor();
    await page.context().close();
  });

  it('is what was chosen on this machine, wherever the shop is', async () => {
    const { page } = await shown(`${demo.base}/sign-in`, 'fr-FR', 'en');
    await page.getByRole('heading', { name: 'Who is at the till?' }).waitFor();
    await page.context().close();
  });

  it('is the person’s own while they work, and the shop’s again afterwards', async () => {
    const { page, language } = await shown(`${demo.base}/sign-in?to=/office`, 'fr-FR');
    await page.getByRole('button', { name: /Léa/ }).click();
    await page.keyboard.type('1234', { delay: 80 });
    await page.keyboard.press('Enter');
    await page.waitForURL(({ pathname }) => pathname.startsWith('/office'));
    const api = `${demo.base}/api/v1`;
    const users = (await (await page.request.get(`${api}/users`)).json()) as {
      id: string;
      name: string;
    }[];
    const ines = users.find(({ name }) => name === 'Inès');
    const changed = await page.request.put(`${api}/users/${ines?.id}`, {
      headers: { 'Idempotency-Key': crypto.randomUUID() },
      data: { ...ines, language: 'en' }
    });
    expect(changed.status()).toBe(200);
    await page.request.delete(`${api}/session`, {
      headers: { 'Idempotency-Key': crypto.randomUUID() }
    });

    await page.goto(`${demo.base}/sign-in?to=/office`);
    await page.getByRole('button', { name: /Inès/ }).click();
    await page.keyboard.type('3456', { delay: 80 });
    await page.keyboard.press('Enter');
    await page.waitForURL(({ pathname }) => pathname.startsWith('/office'));
    await expect.poll(language).toBe('en');
    await page.reload();
    await expect.poll(language).toBe('en');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Qui est à la caisse' }).waitFor();
    await page.context().close();
  });
});
