import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOKS, axe, launch, picture, sideways } from './browser.ts';
import { signedIn } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/**
 * Marks on a photo of a repair: by mouse, by finger, by keyboard, taken back, kept in versions; and on a photo
 * of an intake that is still being written.
 */
let browser: Browser;
let shop: Shop;

/** A ruby: what is drawn must be seen on it, too. */
const RUBY = readFileSync(
  join(import.meta.dirname, '../../assets/demo/pictures/solitaire-yellow-ruby.webp')
);

/** Another side of it. */
const BACK = readFileSync(
  join(import.meta.dirname, '../../assets/demo/pictures/signet-yellow.webp')
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

/** The same with a finger, as a tablet sends it: a scroll must not take it away. */
async function stroke(page: Page, from: [number, number], to: [number, number]) {
  const box = await page.getByTestId('drawing').boundingBox();
  if (!box) throw new Error('no picture');
  const touch = await page.context().newCDPSession(page);
  await touch.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  const at = (share: number) => ({
    x: box.x + (box.width * (from[0] + (to[0] - from[0]) * share)) / 100,
    y: box.y + (box.height * (from[1] + (to[1] - from[1]) * share)) / 100
  });
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', share?: number) =>
    touch.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: share === undefined ? [] : [at(share)]
    });
  await send('touchStart', 0);
  for (const share of [0.25, 0.5, 0.75, 1]) await send('touchMove', share);
  await send('touchEnd');
  await touch.detach();
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

  it('are drawn with a finger, and the page stays where it is', async () => {
    const { page, errors } = await signedIn(browser, shop.base, 'Léa');
    await openJob(page);
    await page.getByRole('button', { name: 'Annoter la photo 1' }).click();
    const rows = page.getByRole('list', { name: 'Repères' }).getByRole('listitem');
    await page.getByTestId('drawing').scrollIntoViewIfNeeded();
    await expect.poll(() => rows.count()).toBe(3);
    const top = () =>
      page.getByTestId('drawing').evaluate((one) => one.getBoundingClientRect().top);
    const before = await top();

    // Upwards, where a finger elsewhere would scroll.
    await stroke(page, [20, 80], [60, 30]);
    await expect.poll(() => rows.count()).toBe(4);
    expect(await top()).toBe(before);
    await page.getByRole('button', { name: 'Cercle', exact: true }).click();
    await stroke(page, [30, 20], [70, 60]);
    await expect.poll(() => rows.count()).toBe(5);
    // A tap is nothing; where a word stands it is enough.
    await stroke(page, [50, 50], [50, 50]);
    expect(await rows.count()).toBe(5);
    await page.getByRole('button', { name: 'Texte', exact: true }).click();
    await stroke(page, [10, 10], [10, 10]);
    await expect.poll(() => rows.count()).toBe(6);
    await page.getByLabel('Texte du repère 6').fill('rayure');
    await page.getByRole('button', { name: 'Enregistrer les repères' }).click();
    await page.getByText('Repères enregistrés.').waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('are drawn while the intake is written, and go with it', async () => {
    const { page, errors } = await signedIn(browser, shop.base, 'Léa');
    await page.goto(`${shop.base}/office/repair/new`);
    await page.getByRole('button', { name: 'Nouveau', exact: true }).click();
    await page.getByLabel('Nom', { exact: true }).fill('Exemple');
    await page.keyboard.press('Enter');
    await page.getByLabel('Désignation').fill('Bague, métal jaune, pierre rouge');
    const photos = page.locator('form input[type=file]').first();
    await photos.setInputFiles([
      { name: 'face.webp', mimeType: 'image/webp', buffer: RUBY },
      { name: 'dos.webp', mimeType: 'image/webp', buffer: BACK }
    ]);
    await page.getByRole('button', { name: 'Annoter la photo 2' }).click();
    const editor = page.getByRole('region', { name: 'Repères sur la photo' });
    await editor.locator('img').scrollIntoViewIfNeeded();
    await drag(page, [10, 15], [45, 55]);
    await editor.getByRole('button', { name: 'Texte', exact: true }).click();
    await editor.getByRole('button', { name: 'Placer au centre' }).click();
    // An unfinished word is not kept, and Enter in it does not take the object in.
    await editor.getByRole('button', { name: 'Garder les repères' }).click();
    await editor.getByText('À remplir.').first().waitFor();
    await editor.getByLabel('Texte du repère 2').fill('rayure');
    await editor.getByLabel('Texte du repère 2').press('Enter');
    expect(new URL(page.url()).pathname).toBe('/office/repair/new');
    await picture(page, 'marks-intake', true);
    expect(await axe(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await editor.getByRole('button', { name: 'Garder les repères' }).click();
    await expect.poll(() => editor.count()).toBe(0);

    // Opened again it has them; cancelled it keeps what was kept.
    await page.getByRole('button', { name: 'Annoter la photo 2' }).click();
    await expect.poll(() => editor.getByRole('listitem').count()).toBe(2);
    await drag(page, [60, 60], [90, 90]);
    await expect.poll(() => editor.getByRole('listitem').count()).toBe(3);
    await editor.getByRole('button', { name: 'Annuler', exact: true }).click();
    // What is open when the object is taken in goes with it, but for words that nobody has typed.
    await page.getByRole('button', { name: 'Annoter la photo 1' }).click();
    await editor.getByRole('button', { name: 'Cercle', exact: true }).click();
    await drag(page, [40, 40], [70, 70]);
    await editor.getByRole('button', { name: 'Texte', exact: true }).click();
    await editor.getByRole('button', { name: 'Placer au centre' }).click();
    await expect.poll(() => editor.getByRole('listitem').count()).toBe(2);

    await page.getByRole('button', { name: 'Enregistrer le dépôt', exact: true }).click();
    await page.waitForURL(/\/office\/repair\/[0-9a-f-]{36}\?taken=1/);
    const taken = page.url().match(/repair\/([0-9a-f-]{36})/)?.[1];
    const sheet = await (
      await page.context().request.get(`${shop.base}/api/v1/repairs/${taken}`)
    ).json();
    // Each on its own photo, in the order of the intake.
    const drawn = sheet.jobs[0].photos.map(
      ({ drawing }: { drawing?: { version: number; marks: { kind: string; text: string }[] } }) =>
        drawing ? [drawing.version, ...drawing.marks.map(({ kind, text }) => kind + text)] : null
    );
    expect(drawn).toEqual([
      [1, 'oval'],
      [1, 'arrow', 'textrayure']
    ]);
    expect(errors).toEqual([]);
    await page.context().close();
  }, 90_000);
});
