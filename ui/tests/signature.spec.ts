import { writeFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOKS, axe, launch, picture, sideways } from './browser.ts';
import { signedIn } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** A customer signs what is left and what is taken home, with a finger on the screen or on paper. */
const OUT = fileURLToPath(new URL('../../out/pictures', import.meta.url));
let browser: Browser;
let shop: Shop;

const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click();

/** A hand at the pad. */
async function draw(page: Page) {
  const pad = page.locator('canvas');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('there is no pad');
  await page.mouse.move(box.x + 40, box.y + box.height * 0.6);
  await page.mouse.down();
  for (let at = 1; at <= 40; at++) {
    const y = box.y + box.height * (0.55 + 0.25 * Math.sin(at / 2.2));
    await page.mouse.move(box.x + 40 + at * 9, y);
  }
  await page.mouse.up();
}

describe('a signature', () => {
  let page: Page;
  let errors: string[];
  let id = '';
  let job = '';
  const api = async (method: 'post' | 'get', path: string, data?: object) => {
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const sent = await page
      .context()
      .request[method](`${shop.base}/api/v1${path}`, { headers, data });
    expect(sent.ok(), `${path}: ${sent.status()}`).toBe(true);
    return sent;
  };
  const open = async () => {
    await page.goto(`${shop.base}/office/repair/${id}`);
    await page.getByRole('heading', { name: 'Signatures' }).waitFor();
  };
  const keep = async (path: string, name: string) => {
    mkdirSync(OUT, { recursive: true });
    writeFileSync(join(OUT, name), await (await api('get', path)).body());
  };

  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
    ({ page, errors } = await signedIn(browser, shop.base));
    const customer = crypto.randomUUID();
    const name = { last_name: 'Lefèvre', first_name: 'Agnès', phone: '06 12 34 56 78' };
    await api('post', '/customers', { id: customer, ...name });
    job = crypto.randomUUID();
    id = crypto.randomUUID();
    await api('post', '/repairs', {
      id,
      customer_id: customer,
      ceiling: 'none',
      objects: [
        {
          id: job,
          object: 'Bague, métal blanc, pierre blanche',
          said: 'Elle serre depuis l’été',
          condition: 'Griffe usée à 3 h',
          gross_ug: 3_420_500,
          promised_on: new Date(Date.now() + 7 * 24 * 3_600_000).toISOString().slice(0, 10),
          rush: false,
          stones: [{ seat: 'Centre', stone: 'pierre blanche, ronde', count: 1, note: '' }],
          tasks: []
        }
      ]
    });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('is drawn under the claim slip, withdrawn, and given again on paper', async () => {
    await open();
    await page.getByText('Personne n’a encore signé').waitFor();
    await press(page, 'Faire signer le dépôt');
    expect(await page.getByLabel('Nom du signataire').inputValue()).toBe('Agnès Lefèvre');
    // Nothing is drawn, nothing can be kept.
    expect(await page.getByRole('button', { name: 'Garder ce tracé' }).isDisabled()).toBe(true);
    await draw(page);
    await picture(page, 'signature-form');
    expect(await axe(page)).toEqual([]);
    await page.getByLabel('Nom du signataire').fill(' ');
    await press(page, 'Garder ce tracé');
    await page.getByText('Écrivez le nom de la personne qui signe').waitFor();
    await page.getByLabel('Nom du signataire').fill('Agnès Lefèvre');
    await press(page, 'Garder ce tracé');
    await page.getByRole('img', { name: 'Signature de Agnès Lefèvre' }).waitFor();
    await keep(`/repairs/${id}/pdf?what=claim`, 'claim-signed.pdf');
    await press(page, 'Retirer');
    await page.getByLabel('Pourquoi elle ne compte pas').fill('signé par sa sœur');
    await page.getByRole('button', { name: 'Retirer' }).last().click();
    await page.getByText('signé par sa sœur').waitFor();
    await press(page, 'Faire signer le dépôt');
    await press(page, 'Signé sur le papier');
    await page.getByText('Au stylo, sur le papier').waitFor();
    await page
      .getByRole('button', { name: 'Faire signer le dépôt' })
      .waitFor({ state: 'detached' });
    await picture(page, 'signature-list');
    expect(await axe(page)).toEqual([]);
    expect(errors.filter((text) => !/422/.test(text))).toEqual([]);
  });

  it('stands under what was compared at the pickup, in both languages, light and dark', async () => {
    await api('post', `/repair-jobs/${job}/act`, { act: 'cancel', note: 'sans travaux' });
    await api('post', `/repair-jobs/${job}/hand-over`, {
      id: crypto.randomUUID(),
      slip: '',
      reason: 'reconnue, reçu perdu',
      gross_ug: 3_420_500,
      stones: ['present'],
      stones_same: true,
      photos_same: true
    });
    await open();
    await press(page, 'Faire signer la restitution');
    await draw(page);
    await press(page, 'Garder ce tracé');
    // Then the shop, by whoever is signed in.
    await page.getByRole('button', { name: /^Signer pour la maison/ }).click();
    await page.getByText('Pour la maison', { exact: true }).waitFor();
    await page.getByText('bon de restitution').first().waitFor();
    await keep(`/repair-jobs/${job}/return-slip`, 'return-signed.pdf');
    for (const look of LOOKS) {
      const { page: shown, errors: broken } = await signedIn(browser, shop.base, 'Léa', look);
      await shown.goto(`${shop.base}/office/repair/${id}`);
      await shown.getByRole('heading', { name: 'Signatures' }).scrollIntoViewIfNeeded();
      await shown
        .getByRole('img', { name: /Agnès Lefèvre/ })
        .last()
        .waitFor();
      await picture(shown, `signature-${look.locale}-${look.theme}`, true);
      expect(await axe(shown)).toEqual([]);
      expect(await sideways(shown)).toBeLessThanOrEqual(0);
      expect(broken).toEqual([]);
      await shown.context().close();
    }
  }, 120_000);
});
