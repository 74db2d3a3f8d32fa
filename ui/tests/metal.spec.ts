import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  LOOKS,
  axe,
  cutOff,
  launch,
  picture,
  sideways,
  smallTargets,
  type Look
} from './browser.ts';
import { signedIn, type Person } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** Metal and price on the demonstration shop: rates, a formula, new prices and back, the position. */
let browser: Browser;
let shop: Shop;

async function office(route: string, look: Partial<Look> = {}, name: Person = 'Léa') {
  const opened = await signedIn(browser, shop.base, name, look);
  await visit(opened.page, route);
  return opened;
}
async function visit(page: Page, route: string) {
  await page.goto(`${shop.base}/office/${route}`);
  await page.waitForSelector('#content h1');
  await page.waitForLoadState('networkidle');
}
const content = (page: Page) => page.locator('#content').innerText();
/** The day this many days ago, as the shop's clock has it. */
const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** A year of fixings with a decimal comma, and rows that are wrong. */
const fixings = () =>
  [
    'Date;USD;EUR',
    ...Array.from({ length: 180 }, (_, n) => {
      const price = 3300 + 120 * Math.sin(n / 25) + n;
      return `${ago(182 - n)};4000,00;${price.toFixed(2).replace('.', ',')}`;
    }),
    `${ago(2)};4000;douze`,
    '2026-02-31;4000;3400,00',
    `${ago(10)};4000;3400,00`
  ].join('\n');

describe('metal and price', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
  });
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('takes rates from a file and by hand, and corrects one', async () => {
    const { page, errors } = await office('metal');
    await page.getByRole('button', { name: 'Importer un fichier' }).click();
    await page.locator('input[type=file]').setInputFiles({
      name: 'lbma-or.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(fixings())
    });
    await page.getByText('Lignes laissées de côté').first().waitFor();
    const found = await content(page);
    expect(found).toMatch(/Nouveaux cours\s: 180/);
    expect(found).toContain('pas de prix lisible');
    expect(found).toContain('la date ne se lit pas');
    expect(found).toContain('ce jour figure déjà plus haut');
    await picture(page, 'metal-import-fr-light');
    await page.getByRole('button', { name: 'Importer 180 cours' }).click();
    await page.getByRole('img', { name: /Or : entre/ }).waitFor();

    await page.getByRole('button', { name: 'Saisir un cours' }).click();
    await page.getByLabel('Prix du métal fin').fill('11,35');
    await page
      .getByRole('combobox', { name: /Ce prix vaut pour/ })
      .or(page.getByLabel(/Ce prix vaut pour/))
      .first()
      .click();
    await page.getByRole('option', { name: 'le gramme' }).click();
    await page.getByRole('button', { name: 'Saisir', exact: true }).click();
    await page.getByText('Le dernier cours était de').waitFor();
    await picture(page, 'metal-far-fr-light');
    await page.getByLabel('Prix du métal fin').fill('113,5');
    await page.getByRole('button', { name: 'Saisir', exact: true }).click();
    await page.getByText('113,50').first().waitFor();

    await page.locator('#content ul button').first().click();
    await page.getByLabel('Prix du métal fin').fill('114');
    await page.getByRole('button', { name: 'Corriger', exact: true }).click();
    await page.getByText('Correction', { exact: true }).waitFor();
    expect(await content(page)).toContain('Corrigé');
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('prices a family by a formula, and takes the new prices back', async () => {
    const { page, errors } = await office('pricing');
    await page.getByRole('button', { name: /^Alliance/ }).click();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('À remplir.').waitFor();
    await page.getByLabel('Coefficient', { exact: true }).fill('2,4');
    await page.getByLabel('Perte de métal').fill('8');
    await page.getByLabel('Façon par défaut').fill('60');
    await page.getByLabel('Prix plancher').fill('1,5');
    await page.getByText('Toutes les pièces de la famille').click();
    await picture(page, 'pricing-form-fr-light', true);
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('Toute la famille').waitFor();

    await visit(page, 'repricing');
    await page.getByRole('table').waitFor();
    const boxes = page.getByRole('checkbox');
    await boxes.first().waitFor();
    const first = await boxes.first().getAttribute('aria-label');
    await boxes.first().click();
    expect(await boxes.first().isChecked()).toBe(false);
    const accept = page.getByRole('button', { name: /^Appliquer/ });
    expect(await accept.innerText()).toMatch(/Appliquer \d+ prix/);
    await picture(page, 'repricing-fr-light');
    await accept.click();
    await page.getByText('Changement n° 1', { exact: true }).waitFor();
    await page.locator('#content ul button').first().click();
    await page.getByText('Étiquettes à refaire').waitFor();
    const number = first?.replace('Retenir ', '') ?? '';
    expect(await page.locator('#content aside').innerText()).not.toContain(number);
    await picture(page, 'repricing-past-fr-light');
    await page.getByRole('button', { name: 'Revenir aux anciens prix' }).click();
    await page.getByText('Changement n° 2', { exact: true }).waitFor();
    await page.getByText('Annulé par le n° 2').waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('shows how a piece comes to its price, to those who may', async () => {
    const { page, errors } = await office('repricing');
    await page.getByRole('checkbox').first().waitFor();
    const asked = await page.context().request.get(`${shop.base}/api/v1/pricing/preview`);
    const { lines } = await asked.json();
    const ready = lines.find((line: { standing: string }) => line.standing === 'ready');
    await visit(page, `stock/${ready.piece_id}`);
    await page.getByText('Composition du prix').waitFor();
    await page.getByRole('button', { name: 'Coûts et formule' }).click();
    await page.getByLabel('Métal, payé').fill('200');
    await page.getByLabel('Façon', { exact: true }).fill('55');
    await page.getByText(/Coût de la fiche/).waitFor();
    await picture(page, 'piece-price-fr-light', true);
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('Métal, à', { exact: false }).waitFor();
    expect(await content(page)).toMatch(/255,00/);
    expect(await axe(page)).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
    const seller = await office(`stock/${ready.piece_id}`, {}, 'Inès');
    expect(await content(seller.page)).not.toContain('Composition du prix');
    await seller.page.context().close();
  });

  it('values stones by a price list, and takes the list back', async () => {
    const { page, errors } = await office('pricing');
    await page.getByRole('tab', { name: 'Prix des diamants' }).click();
    await page.getByText('Aucune liste de prix').waitFor();
    await page.getByLabel('Multiplier par').fill('0,92');
    const rows = ['Shape,Clarity,Color,Low Size,High Size,Price'];
    for (const clarity of ['IF', 'VVS1', 'VVS2', 'VS1', 'VS2', 'SI1', 'SI2'])
      for (const colour of 'DEFGHIJK')
        for (const [low, high] of ['0.01 0.29', '0.30 0.99', '1.00 5.00'].map((s) => s.split(' ')))
          rows.push(`BR,${clarity},${colour},${low},${high},4800`);
    rows.push('triangle,VS1,F,0.70,0.89,4800');
    await page.locator('input[type=file]').setInputFiles({
      name: 'diamants.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(rows.join('\n'))
    });
    await page.getByText('forme, pureté ou couleur inconnue').waitFor();
    await picture(page, 'stone-list-found-fr-light');
    await page.getByRole('button', { name: 'Importer la liste' }).click();
    await page.getByText('Prix importés').waitFor();
    const kept = page.getByRole('list', { name: 'Prix des diamants' });
    expect(await kept.innerText()).toMatch(/diamants\.csv[^]*0,92[^]*168/);
    expect(await axe(page)).toEqual([]);
    await picture(page, 'stone-list-fr-light');
    const english = await office('pricing', { locale: 'en', theme: 'dark' });
    await english.page.getByRole('tab', { name: 'Diamond prices' }).click();
    await english.page.getByText('diamants.csv').waitFor();
    expect(await axe(english.page)).toEqual([]);
    await picture(english.page, 'stone-list-en-dark');
    await english.page.context().close();
    await page.getByRole('button', { name: 'Retirer la liste diamants.csv' }).click();
    await kept.getByText('Retirée').waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('reads well in both languages and lights', async () => {
    for (const look of LOOKS) {
      const { page, errors } = await office('metal', look);
      for (const route of ['metal', 'pricing', 'repricing', 'position']) {
        await visit(page, route);
        await picture(page, `${route}-${look.locale}-${look.theme}`);
        expect(await axe(page), route).toEqual([]);
        expect(await sideways(page), route).toBeLessThanOrEqual(0);
        expect(await cutOff(page), route).toEqual([]);
        expect(await smallTargets(page, 32), route).toEqual([]);
      }
      expect(errors).toEqual([]);
      await page.context().close();
    }
  }, 240_000);

  it('keeps the position as a file', async () => {
    const { page } = await office('position');
    await page.getByRole('table').waitFor();
    expect(await content(page)).toMatch(/750 ‰/);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Télécharger (CSV)' }).click();
    expect((await download).suggestedFilename()).toBe(`position-metal-${ago(0)}.csv`);
    await page.getByLabel('À la fin du jour').fill('2000-01-01');
    await page.getByText('Aucun métal précieux en stock').waitFor();
    await page.context().close();
  });
});
