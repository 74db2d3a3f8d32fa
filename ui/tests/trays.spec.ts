import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOKS, axe, launch, picture, sideways } from './browser.ts';
import { signedIn } from './person.ts';
import { Scanner } from './scanner.ts';
import { startShop, type Shop } from './shop.ts';

/** Trays of the demonstration shop: carried, counted by scanner and by number, put right. */
let browser: Browser;
let shop: Shop;

describe('a tray', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('goes to the window and back, is counted by a seller, and its count is put right', async () => {
    const { page, errors } = await signedIn(browser, shop.base, 'Inès');
    await page.goto(`${shop.base}/office/trays`);
    const tray = page.locator('#content li').first();
    await tray.waitFor();
    const name = await tray.locator('a span.font-medium').innerText();
    await tray.getByRole('checkbox').press('Space');
    await page.getByRole('button', { name: 'Coffre', exact: true }).press('Enter');
    await tray.getByText('Coffre').waitFor();
    await tray.getByRole('checkbox').press('Space');
    await page.getByRole('button', { name: 'Vitrine', exact: true }).press('Enter');
    await tray.getByText('Vitrine').waitFor();
    await page.getByRole('button', { name: 'Annuler' }).last().press('Enter');
    await tray.getByText('Coffre').waitFor();

    await tray.getByRole('link').press('Enter');
    await page.waitForURL(/trays\/[0-9a-f-]{36}/);
    const id = page.url().split('/').at(-1);
    const { request } = page.context();
    const { content } = await (await request.get(`${shop.base}/api/v1/trays/${id}`)).json();
    const numbers = content.map(({ number }: { number: string }) => number) as string[];
    expect(numbers.length).toBeGreaterThan(2);
    const sheet = await request.get(`${shop.base}/api/v1/trays/${id}/sheet`);
    expect((await sheet.body()).subarray(0, 4).toString()).toBe('%PDF');

    // By scanner: all but one, one of them twice, and a code that is nobody's.
    await page.getByRole('tab', { name: 'Compter' }).click();
    const scanner = await Scanner.on(page);
    for (const number of numbers.slice(1)) await scanner.scan(number);
    await scanner.scan(numbers[1]!);
    await page.getByText('déjà lue').waitFor();
    await scanner.scan('NULLEPART-9');
    await page.getByText('NULLEPART-9', { exact: true }).waitFor();
    await page
      .locator('[data-counted]')
      .getByText(`${numbers.length} sur ${numbers.length}`)
      .waitFor();
    await picture(page, 'tray-counting', true);
    expect(await axe(page)).toEqual([]);
    const save = page.getByRole('button', { name: 'Enregistrer le comptage' });
    await save.press('Enter');
    await page.getByText('À remplir').first().waitFor();
    await page.getByLabel('Motif').fill('une bague est au nettoyage');
    await save.press('Enter');
    const counted = page.getByRole('button', { name: /^Ouverture/ });
    await counted.waitFor();

    // It was under the cushion, after all.
    await counted.press('Enter');
    await page.getByText('une bague est au nettoyage').last().waitFor();
    await picture(page, 'tray-count');
    await page.getByRole('button', { name: 'Corriger' }).press('Enter');
    await page.getByLabel('Comptées').fill(String(numbers.length));
    await page.getByLabel('Motif').fill('sous le coussin');
    await page.getByRole('button', { name: 'Corriger' }).last().press('Enter');
    await page.getByText('Au complet').waitFor();
    await page.getByText('Corrigé', { exact: true }).waitFor();

    // In the evening by number, with the sheet in hand.
    await page.getByRole('tab', { name: 'Compter' }).click();
    await page.getByRole('button', { name: 'Au nombre' }).press('Enter');
    await page.getByLabel('Comptées').fill(String(numbers.length));
    await page.getByText('Fermeture').first().waitFor();
    await save.press('Enter');
    await page.getByRole('button', { name: /^Fermeture/ }).waitFor();
    expect(errors).toEqual([]);
    await page.context().close();

    for (const look of LOOKS) {
      const { page: shown, errors: broken } = await signedIn(browser, shop.base, 'Léa', look);
      await shown.goto(`${shop.base}/office/trays`);
      await shown.locator('#content li').first().waitFor();
      await picture(shown, `trays-${look.locale}-${look.theme}`);
      expect(await axe(shown)).toEqual([]);
      await shown.goto(`${shop.base}/office/trays/${id}`);
      await shown.locator('#content li').first().waitFor();
      await picture(shown, `tray-${look.locale}-${look.theme}`);
      expect(await axe(shown)).toEqual([]);
      expect(await sideways(shown)).toBeLessThanOrEqual(0);
      await shown.getByRole('tab').nth(2).click();
      await shown.locator('#content li').first().waitFor();
      await shown.locator('#content li button').first().click();
      await shown.getByRole('button', { name: /^(Corriger|Correct)$/ }).waitFor();
      await picture(shown, `tray-counts-${look.locale}-${look.theme}`);
      expect(await axe(shown)).toEqual([]);
      expect(broken).toEqual([]);
      await shown.context().close();
    }
    expect(name).not.toBe('');
  }, 300_000);
});
