import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launch, picture, sideways } from './browser.ts';
import { signedIn } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** What the people who do the work earn by it, on the repairs of the demonstration shop. */
let browser: Browser;
let shop: Shop;

async function look(page: Page, name: string) {
  await picture(page, name, true);
  expect(await axe(page)).toEqual([]);
  expect(await sideways(page)).toBeLessThanOrEqual(0);
}

describe('commission', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('full')]);
  });
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('is promised on the price list, and what cannot be is refused in words', async () => {
    const { page, errors } = await signedIn(browser, shop.base);
    await page.goto(`${shop.base}/office/repair/prices`);
    await page.getByText('Pile et joint de montre').click();
    const kind = page.getByRole('combobox', { name: 'Commission' });
    await expect.poll(() => kind.innerText()).toContain('Part du prix HT');
    expect(await page.getByLabel('Part', { exact: true }).inputValue()).toMatch(/^5([,.]00)?$/);
    await kind.click();
    await page.getByRole('option', { name: 'Montant fixe' }).click();
    const amount = page.getByLabel('Montant', { exact: true });
    await amount.fill('12,51');
    const save = page.getByRole('button', { name: 'Enregistrer' });
    await save.click();
    await page.getByText(/Corrigez le champ/).waitFor();
    await look(page, 'commission-prices-fr');
    await amount.fill('2,50');
    await save.click();
    await page.getByText('Enregistré', { exact: false }).first().waitFor();
    await page.reload();
    await page.getByText('Pile et joint de montre').click();
    await expect.poll(() => amount.inputValue()).toMatch(/^2,50?$/);
    expect(errors.filter((error) => !error.includes('422'))).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('is told by person with its tasks, on the screen, on paper and in a file', async () => {
    for (const [locale, theme, title] of [
      ['fr', 'light', 'Commissions des personnes'],
      ['en', 'dark', 'Commission by person']
    ] as const) {
      const { page, errors } = await signedIn(browser, shop.base, 'Léa', { locale, theme });
      await page.goto(`${shop.base}/office/workshop?view=commission`);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await page.locator('tfoot').waitFor();
      await look(page, `commission-${locale}-${theme}`);
      const [paper] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'PDF' }).click()
      ]);
      mkdirSync('../out/pictures', { recursive: true });
      writeFileSync(`../out/pictures/commission-${locale}.pdf`, await readFile(await paper.path()));
      const [sheet] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'CSV' }).click()
      ]);
      const text = await readFile(await sheet.path(), 'utf8');
      expect(text).toContain(locale === 'fr' ? 'Travail par travail' : 'Task by task');
      expect(errors).toEqual([]);
      await page.context().close();
    }
  }, 90_000);

  it('is corrected by hand with a reason, and each sees their own alone', async () => {
    const { page, errors } = await signedIn(browser, shop.base);
    await page.goto(`${shop.base}/office/workshop?view=commission`);
    await page.getByRole('button', { name: 'Corriger une commission' }).click();
    const create = page.getByRole('button', { name: 'Créer' });
    await create.click();
    await page.getByText('À remplir', { exact: false }).first().waitFor();
    await page.getByRole('combobox', { name: 'Personne' }).click();
    await page.getByRole('option', { name: 'Inès' }).click();
    await page.getByLabel('Montant', { exact: true }).fill('42');
    await page.getByLabel('Motif').fill('Formation de l’apprenti');
    await look(page, 'commission-correct-fr');
    await create.click();
    const list = page.getByRole('table', { name: 'Travail par travail' });
    await list.getByText('Correction · Formation de l’apprenti').waitFor();
    expect(errors).toEqual([]);
    await page.context().close();

    const seller = await signedIn(browser, shop.base, 'Inès');
    await seller.page.goto(`${shop.base}/office`);
    await seller.page.getByRole('link', { name: 'Mes commissions' }).first().click();
    await seller.page.getByRole('heading', { level: 1, name: 'Mes commissions' }).waitFor();
    const own = seller.page.getByRole('table', { name: 'Travail par travail' });
    await own.getByText('Correction · Formation de l’apprenti').waitFor();
    expect(await seller.page.getByRole('rowheader').allInnerTexts()).toEqual(['Inès', 'Total']);
    expect(await seller.page.getByText('Léa', { exact: true }).count()).toBe(0);
    await look(seller.page, 'commission-mine-fr');
    expect(seller.errors).toEqual([]);
    await seller.page.context().close();
  }, 60_000);
});
