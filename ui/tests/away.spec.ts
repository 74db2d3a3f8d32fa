import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOKS, axe, launch, picture, sideways } from './browser.ts';
import { signedIn } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** What the demonstration shop has left away too long: said in the menu, prolonged, brought back. */
let browser: Browser;
let shop: Shop;

describe('what is away too long', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('is counted in the menu, and is prolonged or brought back', async () => {
    for (const look of LOOKS) {
      const { page: shown, errors: broken } = await signedIn(browser, shop.base, 'Léa', look);
      await shown.goto(`${shop.base}/office/away`);
      await shown.locator('#content li button').nth(2).waitFor();
      await picture(shown, `away-${look.locale}-${look.theme}`);
      expect(await axe(shown)).toEqual([]);
      await shown.locator('#content li button').last().click();
      await shown.getByRole('button', { name: /^(Prolonger|Extend)$/ }).click();
      await picture(shown, `away-one-${look.locale}-${look.theme}`);
      expect(await axe(shown)).toEqual([]);
      expect(await sideways(shown)).toBeLessThanOrEqual(0);
      await shown.getByRole('button', { name: /^(Délais|Limits)$/ }).click();
      await shown.getByLabel(/^(À l’atelier|At the bench)/).waitFor();
      await picture(shown, `away-limits-${look.locale}-${look.theme}`);
      expect(broken).toEqual([]);
      await shown.context().close();
    }

    const { page, errors } = await signedIn(browser, shop.base);
    await page.goto(`${shop.base}/office/away`);
    const menu = page.getByRole('link', { name: /^Dehors/ });
    await menu.getByText('3', { exact: false }).first().waitFor();
    const lines = page.locator('#content li button');
    await lines.nth(2).waitFor();

    // A piece at the bench may stay, for a reason.
    const bench = lines.filter({ hasText: 'À l’atelier' }).first();
    await bench.press('Enter');
    await page.getByRole('button', { name: 'Prolonger' }).press('Enter');
    const next = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('Jusqu’au').fill(next);
    await page.getByLabel('Motif').fill('le chaton se refait');
    await page.getByRole('button', { name: 'Prolonger' }).last().press('Enter');
    await page.getByText('En retard (2)').waitFor();

    // The other comes back, and the tray goes into the safe; one of the two by mistake.
    await bench.press('Enter');
    await page.getByRole('button', { name: 'Vitrine', exact: true }).press('Enter');
    await page.getByText('En retard (1)').waitFor();
    await lines.first().press('Enter');
    await page.getByRole('button', { name: 'Coffre', exact: true }).press('Enter');
    await page.getByText('En retard (0)').waitFor();
    await page.getByText('Rien en retard').waitFor();
    await page.getByRole('button', { name: 'Annuler' }).last().press('Enter');
    await page.getByText('En retard (1)').waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  }, 300_000);
});
