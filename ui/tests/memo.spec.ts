import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOKS, axe, launch, open, picture, sideways, type Look } from './browser.ts';
import { Scanner } from './scanner.ts';
import { signedIn } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** Pieces out with a colleague and a consignor's piece in, on the demonstration shop. */
let browser: Browser;
let shop: Shop;

async function office(route: string, look: Partial<Look> = {}) {
  const opened = await signedIn(browser, shop.base, 'Léa', look);
  await visit(opened.page, route);
  return opened;
}
async function visit(page: Page, route: string) {
  await page.goto(`${shop.base}/office/${route}`);
  await page.waitForSelector('#content h1');
}
/** A till with its day open. */
async function till() {
  const { page } = await open(browser, `${shop.base}/till`);
  await page.getByRole('button', { name: /Léa/ }).click();
  await page.getByRole('group', { name: /Léa/ }).waitFor();
  await page.keyboard.type('1234', { delay: 80 });
  await page.keyboard.press('Enter');
  await page.getByLabel('Nombre de 20 €').fill('10');
  await page.getByRole('button', { name: 'Ouvrir la journée' }).click();
  await page.locator('[data-panel="shelf"]').waitFor();
  return { page, scanner: await Scanner.on(page) };
}
const pieces = (page: Page) => page.getByRole('list', { name: 'Pièces', exact: true });
/** The piece's line, once it says this. */
const line = (page: Page, number: string, state: string) =>
  pieces(page).getByRole('listitem').filter({ hasText: number }).filter({ hasText: state });
const press = (page: Page, name: string) => page.getByRole('button', { name }).last().click();

describe('memos', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('go out and come back, are invoiced and chased; a consignor’s piece is sold and settled', async () => {
    const { page, errors } = await office('memo');
    const { request } = page.context();
    const free = await request.get(
      `${shop.base}/api/v1/stock/pieces?state=available&limit=100&sort=price`
    );
    const rows = ((await free.json()).rows as { number: string; reserved: boolean }[]).filter(
      ({ reserved }) => !reserved
    );
    const [first, second, third] = rows.slice(-3).map(({ number }) => number) as [
      string,
      string,
      string
    ];

    await page.getByRole('link', { name: 'Confier des pièces' }).click();
    await press(page, 'Enregistrer');
    await page.getByText('Ajoutez au moins une pièce.').waitFor();
    await page.getByLabel('Fournisseur ou confrère').press('Enter');
    await page.getByRole('option').first().click();
    await page.getByLabel('Adresse sur le document').fill('3 rue du Puits\n33000 Bordeaux');
    const scanner = await Scanner.on(page);
    for (const number of [first, second]) {
      await scanner.scan(number);
      await line(page, number, '').waitFor();
    }
    await page.getByLabel('Pièce', { exact: true }).fill(third);
    await page.getByLabel('Pièce', { exact: true }).press('Enter');
    await line(page, third, '').waitFor();
    await picture(page, 'memo-new-out', true);
    expect(await axe(page)).toEqual([]);
    await press(page, 'Enregistrer');
    await page.waitForURL(/memo\/[0-9a-f-]{36}/);
    await line(page, third, 'Confiée').waitFor();
    const out = page.url().split('/').at(-1)!;

    // The till says with whom.
    const desk = await till();
    await desk.scanner.scan(first);
    await desk.page.getByText(/Cette pièce est confiée à .+ \(.+-MS1\)/).waitFor();

    // One comes back, by mistake at first.
    const choose = (number: string) =>
      pieces(page).getByRole('button').filter({ hasText: number }).click();
    for (const step of ['returned', 'again']) {
      await choose(first);
      await page.getByText('La pièce est de retour').waitFor();
      if (step === 'returned') await picture(page, 'memo-act', true);
      await press(page, 'Rendue');
      await line(page, first, 'Rendue').waitFor();
      if (step === 'again') break;
      await choose(first);
      await page.getByLabel('Motif').fill('mauvaise ligne');
      await press(page, 'confiée à nouveau');
      await line(page, first, 'Confiée').waitFor();
    }
    await choose(second);
    await page.getByRole('button', { name: 'Facturée' }).first().click();
    await page.getByLabel('Numéro de la facture').fill('F-2026-118');
    await press(page, 'Facturée');
    await line(page, second, 'Facturée').waitFor();
    await page.getByRole('button', { name: 'Relancer' }).click();
    await page.getByLabel('Ce qui a été dit').fill('Rappelé, répond lundi');
    await press(page, 'Noter la relance');
    await page.getByText('Rappelé, répond lundi').waitFor();

    // A consignor's piece is entered for its memo.
    await visit(page, 'memo/new?direction=in');
    await page.getByRole('button', { name: /Client ou particulier/ }).click();
    await page.getByRole('button', { name: 'Nouveau', exact: true }).click();
    await page.getByLabel('Nom', { exact: true }).fill('Lefèvre');
    await page.getByLabel('Prénom').fill('Agnès');
    await page.getByRole('button', { name: 'Enregistrer et choisir' }).click();
    await page.getByText('Agnès Lefèvre').waitFor();
    await page.getByRole('link', { name: 'Saisir une pièce' }).click();
    await page.getByLabel('Numéro', { exact: true }).fill('DV1001');
    await page.getByLabel('Désignation').fill('Broche étoile ancienne');
    await page.getByLabel('Famille', { exact: true }).press('Enter');
    await page.getByRole('option', { name: 'Broche' }).click();
    await page.getByLabel('Emplacement').press('Enter');
    await page.getByRole('option').first().click();
    await page.getByLabel('Prix TTC').fill('480');
    await page.getByRole('button', { name: /^Créer/ }).click();
    await page.getByText('Agnès Lefèvre').waitFor();
    await line(page, 'DV1001', 'Broche').waitFor();
    await page.getByLabel('Coût convenu').fill('300');
    await picture(page, 'memo-new-in', true);
    await press(page, 'Enregistrer');
    await page.waitForURL(/memo\/[0-9a-f-]{36}/);
    await line(page, 'DV1001', 'Confiée').waitFor();
    const incoming = page.url().split('/').at(-1)!;

    // Sold for cash: its line knows by itself.
    await desk.scanner.scan('DV1001');
    await desk.page.locator('[data-line]').waitFor();
    await desk.page.keyboard.press('F9');
    await desk.page.keyboard.press('Enter');
    await line(page, 'DV1001', 'Vendue').waitFor();
    await page.getByRole('link', { name: 'Compte', exact: true }).click();
    await page.getByRole('button', { name: 'Régler' }).click();
    await page.getByLabel('Montant').fill('301');
    await page.getByLabel('Référence du paiement').fill('VIR 2026-11');
    await press(page, 'Enregistrer le règlement');
    await page.getByText(/Plus que ce qui est dû/).waitFor();
    // A part in cash, out of the till's drawer, then the rest.
    await page.getByLabel('Montant').fill('100');
    await page.getByLabel('Moyen').press('Enter');
    await page.getByRole('option', { name: 'Espèces' }).click();
    await page.getByText('Les espèces passent maintenant par ce tiroir').waitFor();
    await picture(page, 'memo-settle-cash', true);
    expect(await axe(page)).toEqual([]);
    await press(page, 'Enregistrer le règlement');
    await page.getByText('Le règlement est enregistré.').waitFor();
    await page.getByRole('button', { name: 'Régler' }).click();
    await page.getByLabel('Montant').fill('200');
    await page.getByLabel('Référence du paiement').fill('VIR 2026-11');
    await picture(page, 'memo-settle', true);
    await press(page, 'Enregistrer le règlement');
    await page.getByText('VIR 2026-11').waitFor();
    const account = page.url().split('/office/')[1]!;
    expect(errors).toEqual([]);
    await page.context().close();
    await desk.page.context().close();

    for (const look of LOOKS) {
      const { page: shown, errors: broken } = await office('memo', look);
      const screens: [string, string][] = [
        ['list', 'memo'],
        ['page', `memo/${out}`],
        ['in', `memo/${incoming}`],
        ['accounts', 'memo/account'],
        ['account', account],
        ['outstanding', 'memo/outstanding']
      ];
      for (const [name, route] of screens) {
        await visit(shown, route);
        await shown.locator('#content li').first().waitFor();
        await picture(shown, `memo-${name}-${look.locale}-${look.theme}`, true);
        expect(await axe(shown)).toEqual([]);
        expect(await sideways(shown)).toBeLessThanOrEqual(0);
      }
      expect(broken).toEqual([]);
      await shown.context().close();
    }
  }, 300_000);
});
