import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOKS, axe, launch, picture, sideways } from './browser.ts';
import { signedIn } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** Marks on a photo of a repair: by mouse, by keyboard, taken back, kept in versions, seen at the hand-over. */
let browser: Browser;
let shop: Shop;

/** A ruby: what is drawn must be seen on it, too. */
const RUBY = readFileSync(
  join(import.meta.dirname, '../../assets/demo/pictures/solitaire-yellow-ruby.webp')
);

const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click();

let id = '';

/** A ring taken in, by the routes: this is about its photo. */
async function takeIn(page: Page) {
  const post = async (path: string, data: object) => {
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const sent = await page.context().request.post(`${shop.base}/api/v1${path}`, { headers, data });
    expect(sent.ok(), `${path}: ${sent.status()}`).toBe(true);
    return sent.json();
  };
  const customer = crypto.randomUUID();
  await post('/customers', { id: customer, last_name: 'Lefèvre', first_name: 'Agnès' });
  const object = { id: crypto.randomUUID(), object: 'Bague, métal jaune, pierre rouge' };
  const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  const blank = { said: '', condition: '', rush: false, stones: [], tasks: [] };
  const taken = await post('/repairs', {
    id: crypto.randomUUID(),
    customer_id: customer,
    ceiling: 'none',
    objects: [{ ...object, ...blank, promised_on: day }]
  });
  id = taken.id;
}
async function openJob(page: Page) {
  await page.goto(`${shop.base}/office/repair/${id}`);
  await page.locator('ol time').first().waitFor();
}

/** Draws from one share of the picture to another, in hundredths. */
async function drag(page: Page, from: [number, number], to: [number, number]) {
  const box = await page.getByTestId('drawing').boundingBox();
  if (!box) throw new Error('no picture');
  const at = ([x, y]: [number, number]) =>
    [box.x + (box.width * x) / 100, box.y + (box.height * y) / 100] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 4 });
  await page.mouse.up();
}

describe('marks on photos', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('are drawn by mouse and by keyboard, undone, kept, and changed', async () => {
    const { page, errors } = await signedIn(browser, shop.base, 'Léa');
    await takeIn(page);
    await openJob(page);
    const photos = page.getByRole('region', { name: 'Photos' });
    const input = photos.locator('input[type=file]');
    await input.setInputFiles({ name: 'bague.webp', mimeType: 'image/webp', buffer: RUBY });
    await photos.getByRole('button', { name: 'Annoter la photo 1' }).click();
    const editor = page.getByRole('region', { name: 'Repères sur la photo' });
    await editor.locator('img').scrollIntoViewIfNeeded();
    const rows = editor.getByRole('list', { name: 'Repères' }).getByRole('listitem');

    await drag(page, [10, 15], [45, 55]);
    await expect.poll(() => rows.count()).toBe(1);
    // A tap is nothing, and what goes beyond the edge ends at it.
    await drag(page, [30, 30], [30, 30]);
    expect(await rows.count()).toBe(1);
    await press(page, 'Cercle');
    await drag(page, [55, 30], [90, 70]);
    await expect.poll(() => rows.count()).toBe(2);
    await press(page, 'Annuler le dernier geste');
    await expect.poll(() => rows.count()).toBe(1);
    await drag(page, [55, 30], [90, 70]);

    // The same without a mouse: in the middle, then by its fields.
    await editor.getByRole('button', { name: 'Texte', exact: true }).press('Enter');
    await editor.getByRole('button', { name: 'Placer au centre' }).press('Enter');
    await expect.poll(() => rows.count()).toBe(3);
    await press(page, 'Enregistrer les repères');
    await editor.getByText('À remplir.').first().waitFor();
    await editor.getByLabel('Texte du repère 3').fill('griffe usée');
    await editor.getByLabel('De la gauche').fill('8');
    await editor.getByLabel('Du haut').fill('82,5');
    await picture(page, 'marks-editor', true);
    expect(await axe(page)).toEqual([]);
    await press(page, 'Enregistrer les repères');
    await page.getByText('Repères enregistrés.').waitFor();
    const told = async () => {
      const sheet = await (
        await page.context().request.get(`${shop.base}/api/v1/repairs/${id}`)
      ).json();
      return sheet.jobs[0].photos.at(-1).drawing;
    };
    const kept = await told();
    expect(kept.marks.map(({ kind }: { kind: string }) => kind)).toEqual(['arrow', 'oval', 'text']);
    expect(kept.marks[2]).toMatchObject({ x: 800, y: 8_250, text: 'griffe usée' });
    expect(Math.abs(kept.marks[0].x2 - 4_500)).toBeLessThan(100);

    // Erased, kept as a second version, and the first taken up again.
    await photos.getByRole('button', { name: 'Annoter la photo 1' }).click();
    await editor.getByRole('button', { name: 'Effacer le repère 2' }).click();
    await press(page, 'Enregistrer les repères');
    await expect.poll(async () => (await told()).version).toBe(2);
    await photos.getByRole('button', { name: 'Annoter la photo 1' }).click();
    await editor.getByRole('button', { name: 'Versions précédentes' }).click();
    await page.getByRole('menuitem').filter({ hasText: 'Version 1' }).click();
    await expect.poll(() => rows.count()).toBe(3);
    await press(page, 'Enregistrer les repères');
    await expect.poll(async () => (await told()).version).toBe(3);
    await page.getByText('Repères sur une photo').first().waitFor();
    expect(errors).toEqual([]);
  }, 120_000);

  it.each(LOOKS)('look right in $locale, $theme', async (look) => {
    const { page, errors } = await signedIn(browser, shop.base, 'Léa', look);
    await openJob(page);
    const name = look.locale === 'fr' ? 'Annoter la photo 1' : 'Annotate photo 1';
    await page.getByRole('button', { name }).click();
    await page.getByTestId('drawing').locator('text').first().waitFor({ timeout: 5_000 });
    await picture(page, `marks-${look.locale}-${look.theme}`, true);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    expect(await axe(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
