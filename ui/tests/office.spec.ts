import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  LOCALES,
  SCREENS,
  SIZES,
  THEMES,
  axe,
  cutOff,
  launch,
  open,
  picture,
  sideways,
  smallTargets,
  type Look
} from './browser.ts';
import { startShop, type Shop } from './shop.ts';

const ROUTES = [
  'stock',
  'stock/new',
  'articles',
  'import',
  'labels',
  'places',
  'suppliers',
  'metal',
  'pricing',
  'repricing',
  'position',
  'closings',
  'journal',
  'prints',
  'settings/shop',
  'settings/tills',
  'settings/people',
  'settings/devices',
  'settings/display',
  'settings/wording',
  'about'
];
const OWNER = { name: 'Claire Vauquelin', pin: '4829' };
const CSV = [
  'Numéro;Désignation;Famille;Métal;Titre ‰;Poids g;Pierres;Certificat;Prix achat;Prix TTC;Emplacement;Fournisseur',
  'J104;Solitaire;Bague;or gris;750;3,42;1 diamant 0,70 ct G VS2;GIA 2141438171;2 100,00;4 900,00;Vitrine;Maison Lenoir',
  'J105;Alliance;Alliance;or jaune;750;4,10;;;310,00;1 290,00;Coffre;Maison Lenoir',
  'J106;Jonc;Bracelet;or jaune;333;12,00;;;600,00;1 900,00;Coffre;Maison Lenoir'
].join('\r\n');

let browser: Browser;
let shop: Shop;
let cookies: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>> = [];

async function office(route: string, look: Partial<Look> = {}, size = SIZES[0]) {
  const opened = await open(browser, `${shop.base}/sign-in`, look, size);
  await opened.page.context().addCookies(cookies);
  await visit(opened.page, route);
  return opened;
}

async function visit(page: Page, route: string) {
  await page.goto(`${shop.base}/office/${route}`);
  // A narrow window folds the menu away; it is there all the same.
  await page.waitForSelector('nav h2', { state: 'attached' });
  await page.waitForSelector('#content h1');
  // What the page asks the server for is there, or said to be missing.
  await page.waitForTimeout(400);
}

describe('the back office', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop()]);
  });
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('sets a shop up with the keyboard alone', async () => {
    const { page, errors } = await open(browser, shop.first);
    await page.waitForSelector('form');
    const type = async (label: string | RegExp, text: string) => {
      const field = page.getByLabel(label, { exact: typeof label === 'string' });
      await field.focus();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(text);
    };
    await page.locator('button[type=submit]').press('Enter');
    await type('Nom de la boutique', 'Maison Vauquelin');
    await type('Adresse', '12 rue des Orfèvres, 75001 Paris');
    await type('SIRET', '73282932000075');
    await type('Code NAF', '4777Z');
    await page.locator('button[type=submit]').press('Enter');
    // A wrong check digit is told by its field, which has the focus.
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe(
      'true'
    );
    await page.keyboard.press('End');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('4');
    await page.locator('button[type=submit]').press('Enter');
    await type(/^Votre nom/, OWNER.name);
    await type('Code', OWNER.pin);
    await type('Code, une seconde fois', OWNER.pin);
    await page.locator('button[type=submit]').press('Enter');
    const key = page.locator('[data-recovery]');
    await key.waitFor();
    const code = (await key.getAttribute('data-recovery')) ?? '';
    expect(code).toHaveLength(56);
    expect(await axe(page)).toEqual([]);
    await type(/^Les quatre derniers/, '----');
    await page.keyboard.press('Enter');
    await type(/^Les quatre derniers/, code.slice(-4));
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Ouvrir la caisse' }).waitFor();
    cookies = await page.context().cookies();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('shows the shop’s own words on the paper while they are typed', async () => {
    const { page, errors } = await office('settings/wording');
    const paper = async () =>
      decodeURIComponent((await page.locator('section img').getAttribute('src')) ?? '');
    await expect.poll(paper).toContain('Maison Vauquelin');
    const words = page.getByLabel('Vos mots');
    await words.fill('a\n'.repeat(14));
    await page.getByText('Trop de lignes').waitFor();
    await words.fill('Fermé le lundi.\nÉchange sous trente jours, pièce non portée.');
    await expect.poll(paper).toContain('Échange sous trente jours');
    await picture(page, 'wording-fr-light');
    expect(await axe(page)).toEqual([]);
    await words.focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Enregistré').first().waitFor();
    const { page: other } = await office('settings/wording', { locale: 'en', theme: 'dark' });
    await other.getByText('Receipt', { exact: true }).first().waitFor();
    await other.getByLabel('Language').press('Enter');
    await other.getByRole('option', { name: 'French' }).click();
    await expect.poll(() => other.getByLabel('Your words').inputValue()).toContain('lundi');
    await picture(other, 'wording-en-dark');
    // A paper of both forms, one of pages, and a certificate with the texts of its kind.
    const choose = async (field: string, option: string) => {
      await other.getByLabel(field).first().press('Enter');
      await other.getByRole('option', { name: option }).click();
    };
    const shown = async () =>
      decodeURIComponent((await other.locator('section img').first().getAttribute('src')) ?? '');
    await choose('Paper', 'Warranty card');
    await expect.poll(shown).toContain('Carte de garantie');
    await other.getByRole('tab', { name: 'A4 page' }).click();
    await other.getByRole('img', { name: 'Page 1 of 1' }).waitFor();
    await picture(other, 'wording-warranty-en-dark');
    await choose('Paper', 'Quote for custom work');
    await choose('Language', 'English');
    await other.getByLabel('Your words').fill('Deposit of 40% when ordering.');
    await expect.poll(shown).toContain('Deposit of 40% when ordering.');
    await other.getByText('80 lines and 4,000 characters').waitFor();
    await picture(other, 'wording-quote-en-dark');
    await choose('Paper', 'Appraisal certificate');
    await choose('Kind of appraisal', 'Sale');
    await other.getByLabel('Method, in English').fill('Weighed, and nothing else.');
    const pages = async () =>
      decodeURIComponent(
        (
          await other
            .locator('section img')
            .evaluateAll((all) => all.map((one) => one.getAttribute('src') ?? ''))
        ).join('')
      );
    await expect.poll(pages).toContain('Weighed, and nothing else.');
    expect(await axe(other)).toEqual([]);
    await picture(other, 'wording-appraisal-en-dark');
    expect(await sideways(other)).toBeLessThanOrEqual(0);
    await other.context().close();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('imports a stock file, tells its problems and takes it back', async () => {
    const { page, errors } = await office('import');
    await page.locator('input[type=file]').setInputFiles({
      name: 'stock.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`\ufeff${CSV}`)
    });
    await page.getByRole('button', { name: 'Vérifier' }).click();
    // 333 is no legal title in France: that row is refused, the two others are ready.
    const table = page.getByRole('table', { name: 'Problèmes' });
    await table.waitFor();
    await picture(page, 'import-check', true);
    await expect.poll(() => table.innerText()).toContain('333');
    await picture(page, 'import-check', true);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Importer 2 lignes' }).click();
    await page.getByText('2 pièces sont entrées en stock').waitFor();
    await picture(page, 'import-done');
    await page.getByRole('link', { name: 'Voir le stock' }).click();
    await page.getByText('Solitaire').first().click();
    await page.getByText('4 900,00').waitFor();
    await picture(page, 'piece');
    expect(await axe(page)).toEqual([]);
    await page.goBack();
    await page.goBack();
    await page.getByRole('button', { name: 'Annuler cet import' }).click();
    await page
      .getByText(/Import annulé/)
      .first()
      .waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('knows another program’s export, tells what it brings, and keeps how a file was matched', async () => {
    const { page, errors } = await office('import');
    await page
      .locator('input[type=file]')
      .setInputFiles(new URL('../../tests/fixtures/stock/shopify.csv', import.meta.url).pathname);
    await page.getByText('Export de Shopify reconnu').waitFor();
    await page.getByText('Lignes qui ne sont pas des pièces').waitFor();
    await page.getByLabel('Nom', { exact: true }).fill('Ma boutique en ligne');
    await page.getByRole('button', { name: 'Garder sous ce nom' }).click();
    await page.getByText('Colonnes choisies comme dans').waitFor();
    await page.getByRole('button', { name: 'Vérifier' }).click();
    const figures = page.getByRole('table', { name: 'Nombres et valeurs' });
    await figures.waitFor();
    const flat = async () => (await figures.innerText()).replace(/\s/gu, ' ');
    expect(await flat()).toContain('4 708,80 €');
    await picture(page, 'import-shopify', true);
    expect(await axe(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Importer 4 lignes' }).click();
    await page.getByText('3 pièces sont entrées en stock').waitFor();
    await figures.waitFor();
    expect(await flat()).toContain('4 708,80 €');
    await picture(page, 'import-shopify-done', true);
    await page.getByRole('button', { name: 'Annuler cet import' }).click();
    await page
      .getByText(/Import annulé/)
      .first()
      .waitFor();

    await visit(page, 'import');
    await page.locator('input[type=file]').setInputFiles({
      name: 'autre.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('SKU;Title;Type\nX1;Bague;Bague\n')
    });
    await page.getByRole('combobox', { name: 'Choisir comme dans' }).click();
    await page.getByRole('option', { name: 'Ma boutique en ligne' }).click();
    await page.getByText('Colonnes choisies comme dans').waitFor();
    await page.getByRole('button', { name: 'Garder sous ce nom' }).click();
    await page.getByRole('button', { name: 'Oublier' }).click();
    await page.getByText('Correspondance oubliée').waitFor();
    await page.getByRole('button', { name: 'Abandonner' }).click();
    await page.getByText('Import abandonné').waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  // One page and one visit for both lights: only the language is read when the app starts.
  it.each(LOCALES)(
    'is accessible on every page, light and dark: %s',
    async (locale) => {
      const { page, errors } = await office('stock', { locale });
      for (const route of ROUTES) {
        await visit(page, route);
        for (const size of SCREENS) {
          await page.setViewportSize(size);
          for (const theme of THEMES) {
            await page.evaluate((light) => (document.documentElement.dataset.theme = light), theme);
            const at = { route, theme, size };
            expect({ ...at, found: await axe(page), errors }).toEqual({
              ...at,
              found: [],
              errors: []
            });
          }
          const at = { route, size };
          const [small, cut] = [await smallTargets(page, 32), await cutOff(page)];
          expect({ ...at, small, cut }).toEqual({ ...at, small: [], cut: [] });
        }
      }
      await page.context().close();
    },
    480_000
  );

  it('never scrolls sideways, at any size', async () => {
    const { page } = await office('stock');
    for (const route of ROUTES) {
      await visit(page, route);
      for (const size of SIZES) {
        await page.setViewportSize(size);
        const by = Math.max(0, await sideways(page));
        expect({ route, size, by }).toEqual({ route, size, by: 0 });
      }
    }
    await page.context().close();
  }, 240_000);
});
