import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launch, picture, sideways, type Look } from './browser.ts';
import { signedIn, type Person } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** Reports of work, on the repairs of the demonstration shop. */
let browser: Browser;
let shop: Shop;

const VIEWS = {
  fr: ['Délais', 'Retards', 'Reprises', 'Marge', 'Sans suite'],
  en: ['Turnaround', 'Late', 'Redone', 'Margin', 'Came to nothing']
} as const;
const TITLES = {
  fr: [
    'Délais de l’atelier',
    'Promesses et retards',
    'Reprises sous garantie',
    'Recettes et marge de l’atelier',
    'Travaux sans suite'
  ],
  en: [
    'Workshop turnaround',
    'Promises and delays',
    'Work redone under warranty',
    'Workshop revenue and margin',
    'Work that came to nothing'
  ]
} as const;

async function office(name: Person, look: Partial<Look> = {}) {
  const opened = await signedIn(browser, shop.base, name, look);
  await opened.page.goto(`${shop.base}/office/workshop`);
  await opened.page.waitForSelector('#content h1');
  return opened;
}
/** Figures, or the word that there are none. */
const told = (page: Page) =>
  page
    .locator('tfoot')
    .or(page.getByText(/ces jours-là|on these days/))
    .first()
    .waitFor();

async function show(page: Page, locale: 'fr' | 'en', at: number) {
  await page.getByRole('button', { name: VIEWS[locale][at] ?? '', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: TITLES[locale][at] ?? '' }).waitFor();
  await told(page);
}

describe('the reports of work', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('full')]);
  });
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('tells each of them on the screen, on paper and in a file', async () => {
    for (const [locale, theme] of [
      ['fr', 'light'],
      ['en', 'dark']
    ] as const) {
      const { page, errors } = await office('Léa', { locale, theme });
      for (const at of VIEWS[locale].keys()) {
        await show(page, locale, at);
        await picture(page, `workshop-${at}-${locale}-${theme}`, true);
        expect(await axe(page)).toEqual([]);
        expect(await sideways(page)).toBeLessThanOrEqual(0);
        const paper = page.getByRole('button', { name: 'PDF' });
        if (await paper.isDisabled()) continue;
        const [kept] = await Promise.all([page.waitForEvent('download'), paper.click()]);
        const bytes = await readFile(await kept.path());
        expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
        mkdirSync('../out/pictures', { recursive: true });
        writeFileSync(`../out/pictures/workshop-${at}-${locale}.pdf`, bytes);
      }
      expect(errors).toEqual([]);
      await page.context().close();
    }
  }, 120_000);

  it('is asked by group and period from the keyboard, and leads to the jobs', async () => {
    const { page, errors } = await office('Léa');
    await told(page);
    const view = page.getByRole('button', { name: 'Sans suite', exact: true });
    await view.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Travaux sans suite' }).waitFor();
    await expect.poll(() => view.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.getByText('Trop cher').first().waitFor();
    const [kept] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click()
    ]);
    expect(kept.suggestedFilename()).toMatch(/^atelier-sans-suite-\d{4}-.*\.csv$/);
    expect(await readFile(await kept.path(), 'utf8')).toContain('Trop cher');
    const job = page
      .getByRole('table', { name: 'Lesquels, et pourquoi' })
      .getByRole('link')
      .first();
    const code = (await job.innerText()).trim();
    await job.click();
    await page.waitForURL(/\/office\/repair\//);
    await page.locator('#content').getByText(code).first().waitFor();
    await page.goBack();
    await page.waitForURL(/\/office\/workshop\?view=lost/);

    await show(page, 'fr', 0);
    await page.getByRole('combobox', { name: 'Regrouper par' }).click();
    await page.getByRole('option', { name: 'Étape' }).click();
    await page.getByRole('rowheader', { name: 'À l’établi' }).waitFor();
    await picture(page, 'workshop-stage-fr', true);
    await page.getByRole('combobox', { name: 'Période' }).click();
    await page.getByRole('option', { name: 'Année dernière' }).click();
    await page.getByText('Aucun objet n’a été prêt ces jours-là').waitFor();
    await page.getByLabel('Du', { exact: true }).fill('2090-01-01');
    await page.getByText(/La période finit avant de commencer/).waitFor();
    expect(errors.filter((error) => !error.includes('422'))).toEqual([]);
    await page.context().close();
  }, 60_000);
});
