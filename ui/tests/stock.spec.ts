import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOKS, axe, launch, picture, sideways, type Look } from './browser.ts';
import { signedIn, type Person } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** The stock with its pictures, papers and histories: the demonstration shop, on the real server. */
let browser: Browser;
let shop: Shop;

/** Somebody of the demonstration shop at the back office. */
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
/** A certified solitaire's id. */
async function solitaire(page: Page): Promise<string> {
  const asked = await page
    .context()
    .request.get(`${shop.base}/api/v1/stock/pieces?q=solitaire&state=available&limit=200`);
  const { rows } = await asked.json();
  return rows.find((row: { certificate_number?: string }) => row.certificate_number).id;
}

describe('the stock of a whole shop', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
  });
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('shows a piece whole: photo, stones, certificate, history', async () => {
    for (const look of LOOKS) {
      const { page, errors } = await office('stock', 'Léa', look);
      await picture(page, `demo-stock-${look.locale}-${look.theme}`);
      await visit(page, `stock/${await solitaire(page)}`);
      await page.locator('#content img').first().waitFor();
      await picture(page, `demo-piece-${look.locale}-${look.theme}`, true);
      expect(await axe(page)).toEqual([]);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      for (const route of ['import', 'places', 'suppliers', 'articles']) {
        await visit(page, route);
        await picture(page, `demo-${route}-${look.locale}-${look.theme}`);
      }
      expect(errors).toEqual([]);
      await page.context().close();
    }
  }, 240_000);

  it('keeps a cost from those who may not see it', async () => {
    const owner = await office('stock', 'Léa');
    const id = await solitaire(owner.page);
    await visit(owner.page, `stock/${id}`);
    const cost = /coût|prix d’achat/i;
    expect(await owner.page.locator('#content').innerText()).toMatch(cost);
    await owner.page.context().close();
    const { page } = await office(`stock/${id}`, 'Inès');
    expect(await page.locator('#content').innerText()).not.toMatch(cost);
    await page.context().close();
  });

  it('takes the stone out of a ring, sets it in another, and both tell it', async () => {
    const { page, errors } = await office('stock', 'Léa');
    const id = await solitaire(page);
    const { request } = page.context();
    const ring = await (await request.get(`${shop.base}/api/v1/stock/pieces/${id}`)).json();
    await visit(page, `stock/${id}`);
    await page.getByRole('button', { name: 'Dessertir', exact: true }).first().click();
    const form = page.locator('form', { hasText: 'Où va la pierre' });
    await form.getByRole('button', { name: 'Dessertir' }).click();
    await form.getByText('à remplir', { exact: false }).first().waitFor();
    await form.getByLabel('Numéro de la pierre').fill(ring.number);
    await form.getByRole('button', { name: 'Dessertir' }).click();
    await page.getByRole('alert').first().waitFor();
    await picture(page, 'piece-take-out-fr-light', true);
    await form.getByLabel('Numéro de la pierre').fill('PIERRE-1');
    await form.getByLabel('Coût qui part').fill('300');
    await form.getByLabel('Prix de la pièce').fill('890');
    await form.getByRole('button', { name: 'Dessertir' }).click();
    await page.getByText('PIERRE-1').first().waitFor();
    await page.getByText('890,00').first().waitFor();
    expect(await axe(page)).toEqual([]);
    await page.context().close();

    const english = await office('stock', 'Léa', {
      locale: 'en',
      theme: 'dark'
    });
    const other = english.page;
    const target = await solitaire(other);
    expect(target).not.toBe(id);
    await visit(other, `stock/${target}`);
    await other.getByRole('button', { name: 'Set a stone' }).click();
    await other.getByLabel('Number or certificate of the stone').fill('NOBODY');
    await other.locator('form').getByRole('button', { name: 'Set a stone' }).click();
    await other.getByRole('alert').first().waitFor();
    await other.getByLabel('Number or certificate of the stone').fill('PIERRE-1');
    await other.getByLabel('Price of the piece').fill('4900');
    await picture(other, 'piece-set-stone-en-dark', true);
    expect(await axe(other)).toEqual([]);
    await Promise.all([
      other.waitForResponse((answer) => answer.url().endsWith('/set-stone') && answer.ok()),
      other.locator('form').getByRole('button', { name: 'Set a stone' }).click()
    ]);
    const found = await english.page
      .context()
      .request.get(`${shop.base}/api/v1/stock/by-code/PIERRE-1`);
    const { piece } = await found.json();
    expect(piece).toMatchObject({ state: 'mounted', set_in: { id: target } });
    await visit(other, `stock/${piece.id}`);
    await other.getByRole('link', { name: /^Set in/ }).waitFor();
    await picture(other, 'piece-mounted-en-dark', true);
    expect([...errors, ...english.errors]).toEqual([]);
    await other.context().close();
  });

  it('says what the stock is worth, and what sells', async () => {
    for (const look of LOOKS) {
      const { page, errors } = await office('valuation', 'Léa', look);
      for (const route of ['valuation', 'turnover']) {
        await visit(page, route);
        await page.locator('tfoot').waitFor();
        await picture(page, `demo-${route}-${look.locale}-${look.theme}`, true);
        expect(await axe(page)).toEqual([]);
        expect(await sideways(page)).toBeLessThanOrEqual(0);
      }
      expect(errors).toEqual([]);
      await page.context().close();
    }
    const { page } = await office('valuation', 'Léa');
    const pieces = () => page.locator('tfoot td').first().innerText();
    await page.locator('tfoot').waitFor();
    const all = await pieces();
    await page.getByLabel('Regrouper par').click();
    await page.getByRole('option', { name: 'Ancienneté' }).click();
    await page.getByText('Moins de 6 mois').waitFor();
    expect(await pieces()).toBe(all);
    // The shop was opened with some of it; the day before there was nothing.
    await page.getByLabel('À la fin du').fill('2020-01-01');
    await page.getByText('Aucune pièce ce jour-là').waitFor();
    await page.getByLabel('À la fin du').fill('2090-01-01');
    await page.getByText(/Ce jour n’est pas encore passé/).waitFor();
    await page.getByLabel('À la fin du').fill('');
    await page.locator('tfoot').waitFor();
    const [kept] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click()
    ]);
    expect(kept.suggestedFilename()).toMatch(/^stock-age-\d{4}-\d\d-\d\d\.csv$/);
    await visit(page, 'turnover');
    await page.locator('tfoot').waitFor();
    const first = () => page.locator('tbody tr').first().innerText();
    const best = await first();
    await page.getByRole('combobox', { name: 'Ordre' }).click();
    await page.getByRole('option', { name: 'Les moins bons d’abord' }).click();
    await expect.poll(first).not.toBe(best);
    await page.getByLabel('Du', { exact: true }).fill('2090-01-01');
    await page.getByText(/La période finit avant de commencer/).waitFor();
    await page.context().close();
  }, 240_000);

  it('offers a coin its own titles as soon as its family is chosen', async () => {
    const { page, errors } = await office('stock/new', 'Léa');
    const choose = async (label: string, option: string) => {
      await page.getByLabel(label, { exact: true }).click();
      await page.getByRole('option', { name: option, exact: true }).click();
    };
    await choose('Famille', 'Or d’investissement');
    await choose('Métal', 'Or');
    await page.getByLabel('Titre', { exact: true }).click();
    for (const title of ['999,9', '995', '900']) {
      await page.getByRole('option', { name: title, exact: true }).waitFor();
    }
    expect(await page.getByRole('option', { name: '750', exact: true }).count()).toBe(0);
    await picture(page, 'piece-new-coin-fr-light');
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('takes a photo, and refuses what is none with advice', async () => {
    const { page, errors } = await office('stock', 'Léa');
    await visit(page, `stock/${await solitaire(page)}`);
    const photos = page.locator('input[type=file][accept*="image"]').first();
    const before = await page.locator('#content img').count();
    await photos.setInputFiles({
      name: 'IMG_0001.HEIC',
      mimeType: 'image/heic',
      buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1')
    });
    await page.getByText(/HEIC/).first().waitFor();
    await picture(page, 'piece-heic');
    const buffer = await page.screenshot();
    await photos.setInputFiles({ name: 'bague.png', mimeType: 'image/png', buffer });
    await expect.poll(() => page.locator('#content img').count()).toBeGreaterThan(before);
    await picture(page, 'piece-photo', true);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('imports pieces and articles with a separator of its own', async () => {
    const { page, errors } = await office('import', 'Léa');
    const text = [
      'Numéro|Désignation|Famille|Métal|Titre ‰|Poids|Prix de vente|Quantité',
      `Z1|${'Bague très longuement nommée '.repeat(6).trim()}|Bague|or jaune|750|3,2|1 290,00|1`,
      'Z2|Charm étoile|Pendentif|||2,1|29,00|12',
      'Z3|Jonc|Bracelet|or jaune|333|9|900,00|1',
      'Z4|Collier|Collier|or jaune|750|9|900,00|0'
    ].join('\n');
    await page.locator('input[type=file]').setInputFiles({
      name: 'reprise-ancien-logiciel-2026.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(text)
    });
    await page.getByRole('button', { name: 'Vérifier' }).click();
    await page.getByRole('table', { name: 'Problèmes' }).waitFor();
    await picture(page, 'import-articles', true);
    expect(await page.locator('#content').innerText()).toMatch(/dont 1 article par quantité/);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: /^Importer 2 lignes/ }).click();
    await page.getByText('1 article par quantité est entré en stock').waitFor();
    await picture(page, 'import-articles-done');
    await page.getByRole('button', { name: 'Annuler cet import' }).click();
    await page
      .getByText(/Import annulé/)
      .first()
      .waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('writes a watch with its own fields and one of the shop’s, and another like it', async () => {
    const { page, errors } = await office('stock/new', 'Léa');
    await page.getByLabel('Numéro', { exact: true }).fill('M900');
    await page.getByLabel('Désignation').fill('Montre de plongée');
    await page.getByLabel('Famille', { exact: true }).click();
    await page.getByRole('option', { name: 'Montre', exact: true }).click();
    await page.getByRole('combobox', { name: 'Emplacement' }).click();
    await page.getByRole('option').first().click();
    await page.getByRole('combobox', { name: 'Mouvement' }).click();
    await page.getByRole('option', { name: 'Automatique' }).click();
    await page.getByLabel('Boîtier (mm)').fill('grand');
    await page.getByLabel('N° de série').fill('SN-77');
    await page.getByRole('button', { name: 'Ajouter une caractéristique' }).click();
    await page.getByLabel('Caractéristique').fill('Calibre');
    await page.getByRole('button', { name: 'Créer', exact: true }).click();
    await page.getByText('Chaque caractéristique a un nom et une valeur').first().waitFor();
    await page.getByLabel('Valeur', { exact: true }).fill('ETA 2824');
    await page.getByRole('button', { name: 'Créer', exact: true }).click();
    await page.getByText('Les mesures sont des nombres').waitFor();
    await page.getByLabel('Boîtier (mm)').fill('41,5');
    await picture(page, 'piece-watch-form', true);
    expect(await axe(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Créer', exact: true }).click();
    await page.getByText('41,5 mm').waitFor();
    const sheet = await page.locator('#content').innerText();
    expect(sheet).toContain('Automatique');
    expect(sheet).toContain('ETA 2824');
    await picture(page, 'piece-watch', true);

    await page.getByRole('link', { name: 'Dupliquer' }).click();
    await page.getByRole('heading', { name: 'Nouvelle pièce d’après M900' }).waitFor();
    const number = page.getByLabel('Numéro', { exact: true });
    await expect.poll(() => number.inputValue()).toBe('M901');
    expect(await page.getByLabel('N° de série').inputValue()).toBe('');
    expect(await page.getByLabel('Boîtier (mm)').inputValue()).toBe('41,5');
    // The next number and the same place are proposed; both may be another.
    await page.getByRole('combobox', { name: 'Emplacement' }).click();
    await page.getByRole('option').first().click();
    await page.getByRole('button', { name: 'Créer', exact: true }).click();
    await page.getByText('41,5 mm').waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
