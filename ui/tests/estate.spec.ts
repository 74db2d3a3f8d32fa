import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOKS, axe, launch, picture, sideways } from './browser.ts';
import { openDay, signedIn } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** An estate: objects by keyboard one after the other, all issued at once, paid, closed. */
let browser: Browser;
let shop: Shop;
let address = '';

const press = (page: Page, name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();

describe('an estate', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('is entered by keyboard, issued at once with an answer each, taken apart and put back', async () => {
    const { page, errors } = await signedIn(browser, shop.base, 'Léa');
    await page.goto(`${shop.base}/office/appraisal/estates`);
    await press(page, 'Nouvelle succession');
    await press(page, 'Ouvrir la succession');
    await page.getByText('À remplir.').first().waitFor();
    await page.getByRole('textbox', { name: 'Défunt', exact: true }).fill('Mme Jeanne Vauclair');
    await page.getByLabel('Date de la valeur').fill('2026-10-03');
    await page.getByLabel('Lieu').fill('Paris');
    await page.getByLabel('Lieu').press('Enter');
    await page.waitForURL(/estates\/[0-9a-f-]{36}/);
    address = page.url();

    const quick = page.getByRole('form', { name: 'Saisir un objet' });
    const objects = page.getByRole('list', { name: 'Objets de la succession' });
    const enter = async (words: string, weight: string, value: string) => {
      const before = await objects.getByRole('link').count();
      await quick.getByLabel('Désignation', { exact: true }).fill(words);
      await quick.getByLabel('Poids').fill(weight);
      await quick.getByLabel('Valeur').fill(value);
      await page.keyboard.press('Enter');
      await expect.poll(() => objects.getByRole('link').count()).toBe(before + 1);
    };
    await enter('Alliance, or jaune', '3,2', '190');
    await enter('Chevalière, or jaune', '8,45', '520');
    await press(page, 'Comme le précédent');
    expect(await quick.getByLabel('Désignation', { exact: true }).inputValue()).toBe(
      'Chevalière, or jaune'
    );
    await enter('Chaîne, or jaune', '12,1', '745');
    await enter('Collier de perles', '', '');
    await objects
      .getByText('n’a pas de valeur')
      .or(objects.locator('.text-warn'))
      .first()
      .waitFor();
    await picture(page, 'estate-entered', true);
    expect(await axe(page)).toEqual([]);

    // Who signs is asked once; then every complete one has its number.
    await press(page, /^Émettre les complets \(3\)/);
    const name = page.getByLabel('Nom', { exact: false }).last();
    await name
      .or(page.getByRole('button', { name: 'Émettre définitivement' }))
      .first()
      .waitFor();
    if (await page.getByRole('button', { name: 'Émettre définitivement' }).isHidden()) {
      await name.fill('Léa');
      await page.keyboard.press('Enter');
    }
    await press(page, 'Émettre définitivement');
    const answers = page.getByRole('list', { name: 'Réponse par objet' }).getByRole('listitem');
    await expect.poll(() => answers.count()).toBe(4);
    expect(await answers.filter({ hasText: 'Émis sous le n°' }).count()).toBe(3);
    await picture(page, 'estate-issued', true);

    // The necklace was hers who holds it: out with a reason, back, and out for good.
    const out = async () => {
      await press(page, 'Retirer : Collier de perles');
      await page.getByLabel('Motif').fill('appartient à la fille');
      await page.getByLabel('Motif').press('Enter');
      await expect.poll(() => objects.getByText('Collier de perles').count()).toBe(0);
    };
    await out();
    await press(page, 'Remettre l’objet retiré');
    await objects.getByRole('link', { name: 'Collier de perles' }).waitFor();
    await out();

    await press(page, 'Honoraires');
    await page.getByLabel('Honoraires par certificat, TTC').fill('60');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Tout à la caisse/ }).waitFor();
    await press(page, 'Clore');
    await page.getByText('Close', { exact: true }).first().waitFor();
    await press(page, 'Rouvrir');
    await page.getByRole('button', { name: 'Clore' }).waitFor();
    await openDay(page, shop.base);
    await page.reload();
    await press(page, /^Tout à la caisse/);
    await page.waitForURL(/\/till/);
    await page.getByText('Honoraires d’expertise').nth(2).waitFor();
    const id = address.split('/').at(-1);
    for (const paper of ['inventory.pdf?language=fr', 'certificates.pdf']) {
      const pdf = await page.context().request.get(`${shop.base}/api/v1/estates/${id}/${paper}`);
      expect((await pdf.body()).subarray(0, 4).toString()).toBe('%PDF');
    }
    expect(errors).toEqual([]);
  }, 120_000);

  it.each(LOOKS)('looks right in $locale, $theme', async (look) => {
    const { page, errors } = await signedIn(browser, shop.base, 'Léa', look);
    for (const [route, name] of [
      [address, 'estate'],
      [`${shop.base}/office/appraisal/estates`, 'estates']
    ] as const) {
      await page.goto(route);
      await page.getByText('Jeanne Vauclair').first().waitFor({ timeout: 10_000 });
      await picture(page, `${name}-${look.locale}-${look.theme}`, true);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      expect(await axe(page)).toEqual([]);
    }
    expect(errors).toEqual([]);
  });
});
