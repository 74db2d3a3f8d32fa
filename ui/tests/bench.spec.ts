import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOKS, axe, launch, picture, sideways, type Look } from './browser.ts';
import { AGAIN_MS } from '../src/lib/scan/once.ts';
import { signedIn } from './person.ts';
import { Scanner } from './scanner.ts';
import { startShop, type Shop } from './shop.ts';

/** The bench's work on the demonstration shop: clock, time, parts, metal, each with its way back. */
let browser: Browser;
let shop: Shop;
let sheet: { id: string; jobs: { id: string; code: string }[] };

async function office(route: string, look: Partial<Look> = {}) {
  const opened = await signedIn(browser, shop.base, 'Léa', look);
  await visit(opened.page, route);
  return opened;
}
async function visit(page: Page, route: string) {
  await page.goto(`${shop.base}/office/${route}`);
  await page.waitForSelector('#content h1');
}
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).first().click();
const choose = async (page: Page, label: string, option: string) => {
  await page.getByLabel(label).first().press('Enter');
  await page.getByRole('option', { name: option, exact: true }).click();
};
/** A command of the same session, as the screens send it. */
const send = async (page: Page, method: string, path: string, data: unknown) => {
  const answer = await page.context().request.fetch(`${shop.base}/api/v1${path}`, {
    method,
    data,
    headers: { 'Idempotency-Key': crypto.randomUUID() }
  });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
  return answer.json().catch(() => null);
};
const tomorrow = () => new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);

describe('the bench', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('records time, parts and metal, and takes each back', async () => {
    const { page, errors } = await office('repair');
    const customer = crypto.randomUUID();
    await send(page, 'POST', '/customers', {
      id: customer,
      last_name: 'Lefèvre',
      first_name: 'Agnès',
      phone: '06 12 34 56 78'
    });
    const task = (kind: string, title: string, more: object = {}) => ({
      id: crypto.randomUUID(),
      kind,
      title,
      price_minor: 12_000,
      minutes: 45,
      vat_bp: 2_000,
      ...more
    });
    sheet = await send(page, 'POST', '/repairs', {
      id: crypto.randomUUID(),
      customer_id: customer,
      ceiling: 'none',
      objects: [
        {
          id: crypto.randomUUID(),
          object: 'Bague, métal jaune, pierre blanche',
          said: 'Trop grande',
          condition: 'Griffe usée',
          gross_ug: 3_420_000,
          promised_on: tomorrow(),
          rush: true,
          stones: [],
          tasks: [
            task('sizing', 'Mise à taille', { metal_out_mg: 120, size_from: '54', size_to: '51' }),
            task('polish', 'Polissage')
          ]
        }
      ]
    });
    const { code, id } = sheet.jobs[0]!;

    // What an hour costs, and what a scale may be off.
    await visit(page, 'settings/bench');
    await page.getByLabel('Coût d’une heure').fill('45');
    await page.getByLabel('Coût d’une heure').press('Enter');
    await page.getByText('45,00').first().waitFor();
    await page.getByLabel('Écart toléré').fill('5');
    await page.getByLabel('Écart toléré').press('Enter');
    await page.getByText('Enregistré').first().waitFor();
    await picture(page, 'bench-settings', true);
    expect(await axe(page)).toEqual([]);

    // Given to Léa, it is in her queue; the envelope starts the clock and stops it.
    await visit(page, `repair/${sheet.id}`);
    await choose(page, 'Qui fait : Mise à taille', 'Léa');
    await page.getByText('poids attendu 3,30').waitFor();
    await visit(page, 'bench');
    await page.getByRole('list', { name: 'À faire' }).getByText(code).first().waitFor();
    const scanner = await Scanner.on(page);
    await scanner.scan('P1-R99-1-1');
    await page.getByText('Aucune enveloppe ni aucun reçu').waitFor();
    await scanner.scan(code);
    await page.getByText('Léa y travaille depuis').waitFor();
    await picture(page, 'bench-my-work', true);
    expect(await axe(page)).toEqual([]);
    // Held under the scanner, the envelope does not stop the clock it has started.
    await scanner.scan(code);
    await page.waitForTimeout(AGAIN_MS + 200);
    expect(await page.getByText('Léa y travaille depuis').count()).toBe(1);
    await scanner.scan(code);
    await page.getByText('Léa y travaille depuis').waitFor({ state: 'detached' });

    await visit(page, `repair/${sheet.id}`);
    await press(page, 'Saisir du temps');
    await page.getByLabel('Durée').fill('1500');
    await press(page, 'Enregistrer');
    await page.getByText('Cette durée est impossible').waitFor();
    await page.getByLabel('Durée').fill('60');
    await press(page, 'Enregistrer');
    await page.getByText('1 h 01').waitFor();
    await press(page, 'Peser du métal');
    await page.getByLabel('Poids', { exact: true }).fill('0,15');
    await picture(page, 'bench-metal', true);
    expect(await axe(page)).toEqual([]);
    await press(page, 'Enregistrer');
    await page.getByText('poids attendu 3,27').waitFor();
    await press(page, 'Annuler la pesée');
    await page.getByLabel('Motif').fill('mauvaise bague');
    await press(page, 'Enregistrer');
    await page.getByText('poids attendu 3,30').waitFor();

    // A piece of the stock, and back into it.
    const stock = await page
      .context()
      .request.get(`${shop.base}/api/v1/stock/pieces?state=available&limit=1`);
    const number: string = (await stock.json()).rows[0].number;
    await press(page, 'Prendre une fourniture');
    await page.getByLabel('Numéro ou code-barres').fill('RIEN');
    await press(page, 'Enregistrer');
    await page.getByText('Aucune pièce ni aucun article').waitFor();
    await page.getByLabel('Numéro ou code-barres').fill(number);
    await press(page, 'Enregistrer');
    await page.getByRole('button', { name: 'Remettre au stock' }).waitFor();
    await picture(page, 'bench-work', true);
    expect(await axe(page)).toEqual([]);
    await press(page, 'Remettre au stock');
    await page.getByLabel('Motif').fill('pas la bonne');
    await press(page, 'Enregistrer');
    await page.getByText('poids attendu 3,30').waitFor();
    const back = await page
      .context()
      .request.get(`${shop.base}/api/v1/stock/by-code/${encodeURIComponent(number)}`);
    expect((await back.json()).piece.state).toBe('available');
    const told = await (
      await page.context().request.get(`${shop.base}/api/v1/repair-jobs/${id}/work`)
    ).json();
    expect(told.worth.parts_minor).toBe(0);
    expect(told.minutes).toBe(61);
    expect(errors).toEqual([]);
  }, 240_000);

  it('sends to a workshop with a slip, takes back and bills', async () => {
    const { page, errors } = await office('suppliers');
    await send(page, 'POST', '/stock/suppliers', {
      code: 'SERTI',
      name: 'Atelier Serti (inventé)'
    });
    await visit(page, `repair/${sheet.id}`);
    await press(page, 'Autres étapes');
    await page.getByRole('menuitem', { name: 'Envoyer à un confrère' }).click();
    await press(page, 'Envoyer à un confrère');
    await page.getByText('À remplir').first().waitFor();
    await choose(page, 'Confrère ou atelier', 'Atelier Serti (inventé)');
    await page.getByLabel('Prix convenu HT').fill('50');
    await picture(page, 'vendor-send', true);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Envoyer à un confrère', exact: true }).last().click();
    await page.waitForURL(/vendors\/[0-9a-f-]{36}/);
    await page.getByText('À l’atelier').waitFor();
    const id = page.url().split('/').at(-1)!;
    for (const language of ['fr', 'en']) {
      const pdf = await page
        .context()
        .request.get(`${shop.base}/api/v1/vendor-slips/${id}/pdf?language=${language}`);
      expect((await pdf.body()).subarray(0, 4).toString()).toBe('%PDF');
    }
    await visit(page, 'vendors');
    await page.getByText('Atelier Serti (inventé)').waitFor();
    await picture(page, 'vendor-list', true);
    expect(await axe(page)).toEqual([]);
    await page.getByText('Atelier Serti (inventé)').click();
    await press(page, 'Revenu de l’atelier');
    await page.getByRole('button', { name: 'Revenu de l’atelier', exact: true }).last().click();
    await page.getByText('Revenu', { exact: true }).waitFor();
    await press(page, 'Saisir la facture');
    await page.getByLabel('Facturé HT').fill('60');
    await page.getByLabel('Numéro de la facture').fill('F-2026-7');
    await page.getByLabel('TVA de la facture').fill('12');
    await page.getByText('Ce n’est pas le prix convenu').waitFor();
    await picture(page, 'vendor-invoice', true);
    expect(await axe(page)).toEqual([]);
    await page.getByLabel('Motif').fill('chaton refait');
    await page.getByRole('button', { name: 'Saisir la facture', exact: true }).last().click();
    await page.getByText('60,00').first().waitFor();
    expect(errors).toEqual([]);
  }, 120_000);

  it.each(LOOKS)('looks right in $locale, $theme', async (look) => {
    const { page, errors } = await office(`repair/${sheet.id}`, look);
    const name = `${look.locale}-${look.theme}`;
    await page.getByText('1 h 01').waitFor();
    await picture(page, `bench-work-${name}`, true);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    expect(await axe(page)).toEqual([]);
    await visit(page, 'vendors');
    await press(page, look.locale === 'fr' ? /^Tous/ : /^All/);
    await page.locator('li a').first().waitFor();
    await picture(page, `vendors-${name}`, true);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await page.locator('li a').first().click();
    await page.getByText('60').first().waitFor();
    await picture(page, `vendor-slip-${name}`, true);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    expect(await axe(page)).toEqual([]);
    await visit(page, 'bench');
    await page.locator('ol a').first().waitFor();
    await picture(page, `bench-my-work-${name}`, true);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    expect(await axe(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
