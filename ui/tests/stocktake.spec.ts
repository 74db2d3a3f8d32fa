import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOKS, axe, launch, picture, sideways, type Look } from './browser.ts';
import { Scanner } from './scanner.ts';
import { signedIn, type Person } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** A stocktake from the first reading to the signed paper, on the demonstration shop. */
let browser: Browser;
let shop: Shop;

async function office(route: string, name: Person, look: Partial<Look> = {}) {
  const opened = await signedIn(browser, shop.base, name, look);
  await visit(opened.page, route);
  return opened;
}
async function visit(page: Page, route: string) {
  await page.goto(`${shop.base}/office/${route}`);
  await page.waitForSelector('#content h1');
}
const figure = (page: Page, label: string) =>
  page.getByRole('button', { name: new RegExp(`^${label}`) }).locator('span.tabular-nums');
/** Waits until a figure is what it should be. */
async function shows(page: Page, label: string, number: string) {
  await expect.poll(() => figure(page, label).innerText(), { timeout: 20_000 }).toBe(number);
}
/** The pieces in a place. */
async function inPlace(page: Page, code: string) {
  const { request } = page.context();
  const places = await (await request.get(`${shop.base}/api/v1/stock/places`)).json();
  const place = places.find((one: { code: string }) => one.code === code);
  const asked = await request.get(
    `${shop.base}/api/v1/stock/pieces?place=${place.id}&state=available&limit=500`
  );
  const { rows } = await asked.json();
  return { place, rows: rows as { id: string; number: string; reserved: boolean }[] };
}

describe('a stocktake', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('is counted on two screens, settled with an approval, closed and signed', async () => {
    const { page, errors } = await office('stocktake', 'Inès');
    // Begun with the keyboard alone.
    await page.getByRole('button', { name: 'Nouvel inventaire' }).press('Enter');
    await page.getByRole('button', { name: /^Un emplacement/ }).waitFor();
    const { place, rows } = await inPlace(page, 'VITRINE');
    const elsewhere = (await inPlace(page, 'COFFRE')).rows[0]!;
    await page.getByLabel('Un emplacement').last().press('Enter');
    await page.getByRole('option', { name: place.name }).click();
    await page.getByRole('button', { name: 'Commencer à compter' }).press('Enter');
    await page.waitForURL(/stocktake\/[0-9a-f-]{36}/);
    const count = rows.length;
    await shows(page, 'Manquantes', String(count));

    const second = await office(page.url().split('/office/')[1]!, 'Léa');
    const scanner = await Scanner.on(page);
    const [first, other, ...rest] = rows as [(typeof rows)[0], (typeof rows)[0]];
    await scanner.scan(first.number);
    await page.getByText(first.number, { exact: true }).first().waitFor();
    await shows(page, 'Trouvées', '1');
    await scanner.scan(first.number);
    await page.getByText(/déjà lue/).waitFor();
    await scanner.scan(elsewhere.number);
    await scanner.scan('NULLEPART-9');
    await page.getByLabel('Numéro ou code-barres').fill(other.number);
    await page.getByLabel('Numéro ou code-barres').press('Enter');
    await shows(page, 'Vues ailleurs', '1');
    await shows(page, 'Inattendues', '1');
    await shows(page, 'Trouvées', '2');
    // The other screen follows by itself.
    await shows(second.page, 'Trouvées', '2');
    await picture(page, 'stocktake-counting', true);
    expect(await axe(page)).toEqual([]);

    // All but two of the rest, as a reader of tags would send them.
    const { request } = page.context();
    const id = page.url().split('/').at(-1);
    const readings = rest
      .slice(2)
      .map(({ number }: { number: string }) => ({ code: number, source: 'rfid' }));
    const sent = await request.post(`${shop.base}/api/v1/stocktakes/${id}/readings`, {
      headers: { 'idempotency-key': crypto.randomUUID() },
      data: { readings }
    });
    expect(sent.status()).toBe(200);
    await shows(page, 'Manquantes', '2');
    await page.getByRole('button', { name: 'Recompter les manquantes' }).press('Enter');
    await page.getByText('Passage 2').waitFor();

    // What is missing goes with a manager's PIN, the rest with a reason.
    const settle = async (label: string, action: string, reason: string, pin?: string) => {
      await page.getByRole('button', { name: new RegExp(`^${label}`) }).press('Enter');
      const lines = page.getByRole('list', { name: label }).getByRole('button');
      await lines.first().waitFor();
      for (let n = 0; n < (await lines.count()); n++) await lines.nth(n).press('Enter');
      await page.getByRole('button', { name: action }).press('Enter');
      await page.getByLabel('Motif').fill(reason);
      await page.getByRole('button', { name: 'Décider', exact: true }).press('Enter');
      if (!pin) return;
      await page.getByRole('button', { name: 'Léa', exact: true }).press('Enter');
      await page.getByRole('button', { name: 'Léa', pressed: true }).waitFor();
      await picture(page, 'stocktake-approval', true);
      await page.keyboard.type(pin, { delay: 80 });
      await page.keyboard.press('Enter');
    };
    await settle('Manquantes', 'Sortir du stock', 'introuvables après deux passages', '1234');
    await page.getByText('1 à décider').or(page.getByText('2 à décider')).first().waitFor();
    await settle('Vues ailleurs', 'Déplacer ici', 'rangée en vitrine');
    await settle('Inattendues', 'Laisser tel quel', 'étiquette d’un autre magasin');
    const close = page.getByRole('button', { name: 'Clore l’inventaire' });
    await expect.poll(() => close.first().isEnabled(), { timeout: 20_000 }).toBe(true);
    await picture(page, 'stocktake-settled', true);
    await close.first().press('Enter');
    await close.last().press('Enter');
    await page.getByRole('link', { name: 'PDF signé' }).waitFor();
    await page.getByRole('button', { name: /^Manquantes/ }).press('Enter');
    await picture(page, 'stocktake-closed', true);
    const paper = await request.get(`${shop.base}/api/v1/stocktakes/${id}/pdf`);
    expect((await paper.body()).subarray(0, 4).toString()).toBe('%PDF');
    expect(errors).toEqual([]);
    expect(second.errors).toEqual([]);
    await second.page.context().close();
    await page.context().close();

    for (const look of LOOKS) {
      const { page: shown, errors: broken } = await office('stocktake', 'Léa', look);
      await shown.locator('#content li').first().waitFor();
      await picture(shown, `stocktake-list-${look.locale}-${look.theme}`);
      expect(await axe(shown)).toEqual([]);
      await visit(shown, `stocktake/${id}`);
      await shown.locator('#content section button').first().waitFor();
      await shown.locator('#content section button').first().click();
      await shown.locator('#content li').first().waitFor();
      await picture(shown, `stocktake-${look.locale}-${look.theme}`, true);
      expect(await axe(shown)).toEqual([]);
      expect(await sideways(shown)).toBeLessThanOrEqual(0);
      expect(broken).toEqual([]);
      await shown.context().close();
    }
  }, 300_000);
});
