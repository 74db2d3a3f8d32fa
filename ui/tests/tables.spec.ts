import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launch, picture, sideways, type Look } from './browser.ts';
import { signedIn, type Person } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** The stock's table as a tool: rows are chosen, changed together and back, kept as views, taken out. */
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
  await page.waitForLoadState('networkidle');
}
const rowsOf = async (page: Page, query: string) => {
  const asked = await page
    .context()
    .request.get(`${shop.base}/api/v1/stock/pieces?limit=200&${query}`);
  return (await asked.json()).rows as { id: string; number: string; price_minor: number }[];
};
/** The row of the table that shows this number. */
const rowOf = (page: Page, number: string) =>
  page.getByRole('row').filter({ has: page.getByText(number, { exact: true }) });

describe('the stock’s table', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
  });
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('chooses by mouse and keys, all that match on the server', async () => {
    const { page, errors } = await office('stock?sort=number', 'Léa');
    const table = page.getByRole('table', { name: 'Pièces' });
    const total = Number(await table.getAttribute('aria-rowcount')) - 1;
    const boxes = table.getByRole('checkbox');
    const said = page.getByRole('status').filter({ hasText: 'Choix' });
    await boxes.nth(1).click();
    await boxes.nth(4).click({ modifiers: ['Shift'] });
    await said.getByText('4 pièces').waitFor();
    await table
      .getByRole('row')
      .nth(3)
      .click({ modifiers: ['Control'] });
    await said.getByText('3 pièces').waitFor();
    // From the keyboard: the list has the focus, Space, Shift and the arrows, Ctrl+A, Escape.
    await table.getByRole('rowgroup').nth(1).focus();
    await page.keyboard.press('Escape');
    await said.waitFor({ state: 'detached' });
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await said.getByText('3 pièces').waitFor();
    await picture(page, 'tables-chosen-fr-light');
    await page.keyboard.press('Control+a');
    await said.getByText(`${total} pièces`).waitFor();
    await boxes.nth(2).click();
    await said.getByText(`${total - 1} pièces`).waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    // Another filter means other rows: nothing is chosen of them yet.
    await page.getByRole('searchbox').fill('solitaire');
    await said.waitFor({ state: 'detached' });
    await boxes.first().click();
    await page.getByRole('button', { name: 'Étiquettes' }).click();
    await page.waitForURL(/labels\?pieces=/);
    expect(errors).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('raises prices together after a look, and takes it back but for what was changed since', async () => {
    const { page, errors } = await office('stock?q=solitaire', 'Léa');
    const before = await rowsOf(page, 'q=solitaire&state=available');
    const [first, second] = before;
    await page.getByRole('checkbox').first().click();
    await page.getByRole('button', { name: 'Modifier ensemble' }).click();
    await page.getByLabel('Plus ou moins').fill('0');
    await page.getByRole('button', { name: 'Voir l’aperçu' }).click();
    await page.getByText('Zéro ne change rien').waitFor();
    await page.getByLabel('Plus ou moins').fill('-100');
    await page.getByRole('button', { name: 'Voir l’aperçu' }).click();
    await page.getByText('Il ne resterait rien').waitFor();
    await page.getByLabel('Plus ou moins').fill('10');
    await picture(page, 'tables-form-fr-light');
    await page.getByRole('button', { name: 'Voir l’aperçu' }).click();
    await page.getByRole('heading', { name: 'Aperçu' }).waitFor();
    await page.getByText('Prix : +10').waitFor();
    await rowOf(page, first?.number ?? '').waitFor();
    await picture(page, 'tables-preview-fr-light');
    expect(await axe(page)).toEqual([]);
    expect((await rowsOf(page, 'q=solitaire&state=available'))[0]?.price_minor).toBe(
      first?.price_minor
    );
    await page.getByRole('button', { name: /^Appliquer à/ }).click();
    await page.getByText('Modifiées').waitFor();
    const raised = await rowsOf(page, 'q=solitaire&state=available');
    expect(raised.find(({ id }) => id === first?.id)?.price_minor).toBe(
      Math.floor(((first?.price_minor ?? 0) * 11) / 10 + 0.5)
    );
    await picture(page, 'tables-done-fr-light');

    // Somebody prices one anew; it stays so.
    const { request } = page.context();
    const now = raised.find(({ id }) => id === second?.id) as unknown as { version: number };
    const priced = await request.put(`${shop.base}/api/v1/stock/pieces/${second?.id}/price`, {
      headers: { 'idempotency-key': crypto.randomUUID() },
      data: { version: now.version, price_minor: 123_400 }
    });
    expect(priced.status()).toBe(200);
    await page.getByRole('button', { name: 'Annuler la modification' }).click();
    await page.getByRole('heading', { name: /Aperçu : annuler/ }).waitFor();
    await rowOf(page, second?.number ?? '')
      .getByText('A changé entre-temps')
      .waitFor();
    await page.getByRole('button', { name: /^Appliquer à/ }).click();
    await page.getByText('Modifiées').waitFor();
    const back = await rowsOf(page, 'q=solitaire&state=available');
    expect(back.find(({ id }) => id === first?.id)?.price_minor).toBe(first?.price_minor);
    expect(back.find(({ id }) => id === second?.id)?.price_minor).toBe(123_400);
    await visit(page, 'bulk');
    await page.getByText('Annulé par le n°').first().waitFor();
    await picture(page, 'tables-past-fr-light');
    expect(await axe(page)).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();

    const english = await office('bulk', 'Léa', { locale: 'en', theme: 'dark' });
    await english.page.getByText('Change no. 1').first().click();
    await english.page.getByRole('heading', { name: 'Change no. 1' }).waitFor();
    await english.page.waitForLoadState('networkidle');
    await picture(english.page, 'tables-done-en-dark');
    expect(await axe(english.page)).toEqual([]);
    expect(await sideways(english.page)).toBeLessThanOrEqual(0);
    await english.page.context().close();
  }, 180_000);

  it('keeps a view, shares it, opens with it, and takes it out as a file', async () => {
    const { page, errors } = await office('stock', 'Léa');
    await page.getByRole('combobox', { name: 'État' }).or(page.getByLabel('État')).first().click();
    await page.getByRole('option', { name: 'Vendue' }).click();
    await page.waitForURL(/state=sold/);
    await page.getByRole('button', { name: 'Prix', exact: false }).first().click();
    await page.getByRole('button', { name: 'Vues' }).click();
    await page.getByRole('button', { name: 'Garder comme nouvelle vue' }).click();
    await page.getByLabel('Nom de la vue').fill('Ce qui est parti');
    await page.getByLabel('Pour tout le monde').check();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.waitForURL(/view=/);
    await page.getByRole('button', { name: 'Ce qui est parti' }).click();
    await page.getByRole('button', { name: /Ouvrir le stock avec/ }).click();
    await page.getByRole('button', { name: /Ouvrir le stock avec/, pressed: true }).waitFor();
    await picture(page, 'tables-views-fr-light');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Ouvrir le stock avec/ }).waitFor({ state: 'detached' });
    expect(await axe(page)).toEqual([]);

    await page.getByRole('button', { name: 'Exporter' }).click();
    const kept = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Texte (CSV)' }).click();
    const file = await (await kept).path();
    const text = await readFile(file, 'utf8');
    const sold = await rowsOf(page, 'state=sold');
    expect(text.startsWith('\ufeffNuméro;')).toBe(true);
    expect(text.trim().split('\r\n').length - 1).toBeGreaterThanOrEqual(sold.length);

    await visit(page, 'stock');
    await page.waitForURL(/state=sold/);
    await page.context().close();

    // A seller sees the shared view, chooses nothing and changes nothing.
    const seller = await office('stock', 'Inès', { locale: 'en', theme: 'dark' });
    await seller.page.getByRole('button', { name: 'Views' }).click();
    await seller.page.getByText('Ce qui est parti').waitFor();
    expect(await seller.page.getByRole('button', { name: /^Delete/ }).count()).toBe(0);
    expect(await seller.page.getByRole('checkbox').count()).toBe(0);
    await picture(seller.page, 'tables-views-en-dark');
    await seller.page.context().close();
    expect(errors).toEqual([]);
  }, 120_000);

  it('adds photos by their names after a look, and takes them off again', async () => {
    const { page, errors } = await office('photos', 'Léa');
    await picture(page, 'photos-fr-light');
    const webp = async (name: string, of: string) => ({
      name,
      mimeType: 'image/webp',
      buffer: await readFile(`../assets/demo/pictures/${of}.webp`)
    });
    await page
      .getByLabel('Déposez les photos ici')
      .last()
      .setInputFiles([
        await webp('J104-9.webp', 'box'),
        await webp('j105.webp', 'hoops-rose'),
        await webp('X999.webp', 'hoops-white'),
        { name: 'J107.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('a letter about J107') }
      ]);
    await page.getByText('2 photos seraient ajoutées').waitFor();
    await rowOf(page, 'J107.jpg').getByText('Pas une photo').waitFor();
    await rowOf(page, 'X999.webp').getByText('Aucune pièce de ce numéro').waitFor();
    await rowOf(page, 'j105.webp').getByText('J105', { exact: true }).waitFor();
    expect(await axe(page)).toEqual([]);
    await picture(page, 'photos-preview-fr-light');
    await page.getByRole('button', { name: 'Ajouter 2 photos' }).click();
    await page.getByRole('status').filter({ hasText: '2 photos ajoutées.' }).waitFor();
    await picture(page, 'photos-done-fr-light');
    const [ring] = await rowsOf(page, 'q=J104');
    const { request } = page.context();
    const photos = async () => {
      const asked = await request.get(`${shop.base}/api/v1/stock/pieces/${ring?.id}`);
      return ((await asked.json()) as { photos: unknown[] }).photos.length;
    };
    const many = await photos();
    await page.getByRole('button', { name: 'D’autres photos' }).click();
    await page.getByRole('button', { name: 'Retirer ces photos' }).first().click();
    await page.getByText('Retirées', { exact: true }).first().waitFor();
    expect(await photos()).toBe(many - 1);
    expect(errors).toEqual([]);
    await page.context().close();

    const english = await office('photos', 'Léa', { locale: 'en', theme: 'dark' });
    await english.page.getByText('Taken off').first().waitFor();
    await picture(english.page, 'photos-en-dark');
    expect(await axe(english.page)).toEqual([]);
    expect(await sideways(english.page)).toBeLessThanOrEqual(0);
    await english.page.context().close();
  }, 120_000);

  it('gives each report as a PDF', async () => {
    for (const [locale, theme] of [
      ['fr', 'light'],
      ['en', 'dark']
    ] as const) {
      const { page, errors } = await office('valuation', 'Léa', { locale, theme });
      for (const route of ['valuation', 'turnover', 'position']) {
        await visit(page, route);
        const kept = page.waitForEvent('download');
        await page.getByRole('button', { name: 'PDF' }).click();
        const bytes = await readFile(await (await kept).path());
        expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
        mkdirSync('../out/pictures', { recursive: true });
        writeFileSync(`../out/pictures/report-${route}-${locale}.pdf`, bytes);
      }
      await picture(page, `report-position-${locale}-${theme}`);
      expect(errors).toEqual([]);
      await page.context().close();
    }
  }, 120_000);
});
