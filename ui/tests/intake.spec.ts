import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, picture } from './browser.ts';
import { signedIn } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** What was written down at the counter is not lost: not by looking elsewhere, not by a dead line. */
let browser: Browser;
let shop: Shop;

async function intake() {
  const opened = await signedIn(browser, shop.base);
  await opened.page.goto(`${shop.base}/office/repair`);
  await opened.page.waitForSelector('#content h1');
  await begin(opened.page);
  return opened;
}
async function begin(page: Page) {
  await page.getByRole('link', { name: 'Déposer une réparation' }).first().click();
  await page.waitForURL(/repair\/new/);
}
const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click();

async function customer(page: Page, name: string) {
  await page.getByRole('button', { name: 'Nouveau', exact: true }).click();
  await page.getByLabel('Nom', { exact: true }).fill(name);
  await page.keyboard.press('Enter');
  await page.locator('form span').filter({ hasText: name }).waitFor();
}

describe('an intake', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('goes on where it was when one comes back, and begins anew when one says so', async () => {
    const { page, errors } = await intake();
    await customer(page, 'Vauquelin');
    await page.getByLabel('Désignation').fill('Bague, métal jaune');
    await page.getByLabel('Dit par le client').fill('La griffe accroche');
    await page.getByRole('link', { name: 'Réparations' }).first().click();
    await page.waitForURL(/repair$/);
    await begin(page);
    await page.getByText('repris là où il en était').waitFor();
    expect(await page.getByLabel('Dit par le client').inputValue()).toBe('La griffe accroche');
    await page.getByText('Vauquelin').first().waitFor();
    await picture(page, 'intake-resumed', true);
    await press(page, 'Recommencer');
    expect(await page.getByLabel('Dit par le client').inputValue()).toBe('');
    expect(await page.getByText('repris là où il en était').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it('that was saved while its answer got lost is found, and its photos follow', async () => {
    const { page } = await intake();
    await customer(page, 'Perduex');
    await page.getByLabel('Désignation').fill('Bague, métal jaune');
    await press(page, 'Appareil photo');
    await press(page, 'Prendre la photo');
    await page.getByRole('img', { name: /^photo-.*\.jpg$/ }).waitFor();
    let lost = 0;
    await page.route('**/api/v1/repairs', async (route) => {
      if (route.request().method() !== 'POST' || lost === 3) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort('connectionreset');
    });
    await press(page, 'Enregistrer le dépôt');
    await page.getByRole('alert').waitFor();
    expect(lost).toBe(3);
    await press(page, 'Enregistrer le dépôt');
    await page.waitForURL(/repair\/[0-9a-f-]{36}/);
    const photos = page.getByRole('region', { name: 'Photos' });
    await expect.poll(() => photos.getByRole('img').count()).toBe(1);
    const jobs = await page.context().request.get(`${shop.base}/api/v1/repair-jobs?text=Perduex`);
    expect(await jobs.json()).toHaveLength(1);
    // The papers that go with it are one press; without a printer it is said what to do.
    await press(page, 'Imprimer reçu, enveloppe et fiche');
    await page.getByText('Envoyé à l’imprimante').or(page.getByText('prenez le PDF')).waitFor();
    await picture(page, 'intake-taken', true);
    // Saved, it is not offered again.
    await page.goto(`${shop.base}/office/repair`);
    await begin(page);
    expect(await page.getByLabel('Désignation').inputValue()).toBe('');
  });
});
