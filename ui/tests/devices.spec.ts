import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBalance } from './balance.ts';
import { LOOKS, axe, launch, open, picture, sideways, type Look } from './browser.ts';
import { startShop, type Shop } from './shop.ts';

/** Devices of the back office at work: what is tried in the settings is what the sheets use. */
let browser: Browser;
let shop: Shop;

async function office(route: string, look: Partial<Look> = {}) {
  const opened = await open(browser, `${shop.base}/sign-in`, look);
  const { request } = opened.page.context();
  const users = await (await request.get(`${shop.base}/api/v1/session/users`)).json();
  const { id } = users.find((user: { name: string }) => user.name === 'Léa');
  const signed = await request.post(`${shop.base}/api/v1/session`, {
    headers: { 'idempotency-key': crypto.randomUUID() },
    data: { user_id: id, pin: '1234' }
  });
  expect(signed.status()).toBe(201);
  await visit(opened.page, route);
  return opened;
}
async function visit(page: Page, route: string) {
  await page.goto(`${shop.base}/office/${route}`);
  await page.waitForSelector('#content h1');
}

beforeAll(async () => {
  [browser, shop] = await Promise.all([launch(), startShop('demo')]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  shop?.stop();
});

describe('a scale', () => {
  it('is added, tried, and weighs a piece and its stone once it is at rest', async () => {
    const balance = await startBalance('S D      4.21 g');
    const { page, errors } = await office('settings/devices');
    await page.getByRole('button', { name: 'Saisir une adresse' }).press('Enter');
    await page.getByLabel('Nature').press('Enter');
    await page.getByRole('option', { name: 'Balance' }).click();
    await page.getByLabel('Nom').fill('Balance du bureau');
    // A serial line is set in its own fields; the address follows.
    await page.getByLabel('Adresse').last().fill('serial:///dev/ttyUSB0');
    await page.getByLabel('Vitesse (bauds)').press('Enter');
    await page.getByRole('option', { name: '1200', exact: true }).click();
    await page.getByLabel('Format (bits, parité, arrêt)').press('Enter');
    await page.getByRole('option', { name: '7O1' }).click();
    expect(await page.getByLabel('Adresse').last().inputValue()).toBe(
      'serial:///dev/ttyUSB0?baud=1200&data=7&parity=odd'
    );
    await picture(page, 'scale-settings');
    await page.getByLabel('Adresse').last().fill(balance.address);
    await page.getByLabel('Protocole').press('Enter');
    await page.getByRole('option', { name: /MT-SICS/ }).click();
    await page.getByRole('button', { name: 'Créer', exact: true }).press('Enter');
    const see = page.getByRole('button', { name: 'Voir le poids' });
    await see.press('Enter');
    await page.getByText('En mouvement').waitFor();
    balance.shows('S S     4.230 g');
    await page.getByText('Stable', { exact: true }).waitFor();
    await picture(page, 'scale-test');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Arrêter' }).press('Enter');

    // The sheet: a refusal changes nothing, rest fills the field.
    await visit(page, 'stock/new');
    const gross = page.getByRole('textbox', { name: 'Poids brut' });
    const weigh = page.getByRole('button', { name: /^Peser.*Poids brut/ });
    balance.shows('S +');
    await weigh.press('Enter');
    await page.getByText(/trop lourd pour elle/).waitFor();
    expect(await gross.inputValue()).toBe('');
    balance.shows('S S     4.230 g');
    await weigh.press('Enter');
    await expect.poll(() => gross.inputValue(), { timeout: 20_000 }).toBe('4,23');
    balance.shows('S D     4.210 g');
    await weigh.press('Enter');
    await page.getByText(/ne se stabilise pas/).waitFor();
    expect(await gross.inputValue()).toBe('4,23');
    await page.getByRole('button', { name: 'Ajouter une pierre' }).press('Enter');
    balance.shows('S S     1.237 ct');
    await page.getByRole('button', { name: /^Peser.*1$/ }).press('Enter');
    const carats = page.getByLabel('Poids', { exact: true });
    await expect.poll(() => carats.inputValue(), { timeout: 20_000 }).toBe('1,237');
    expect(await axe(page)).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();

    for (const look of LOOKS) {
      const { page: shown, errors: broken } = await office('stock/new', look);
      const name = look.locale === 'fr' ? /^Peser/ : /^Weigh/;
      await shown.getByRole('button', { name }).first().press('Enter');
      await shown.locator('[role=status]').filter({ hasText: /247/ }).waitFor();
      balance.shows('S +');
      const stone = look.locale === 'fr' ? /Ajouter une pierre/ : /Add a stone/;
      await shown.getByRole('button', { name: stone }).press('Enter');
      await shown.getByRole('button', { name }).last().press('Enter');
      await shown.getByRole('alert').waitFor();
      await picture(shown, `scale-sheet-${look.locale}-${look.theme}`, true);
      expect(await axe(shown)).toEqual([]);
      expect(await sideways(shown)).toBeLessThanOrEqual(0);
      expect(broken).toEqual([]);
      await shown.context().close();
      balance.shows('S S     1.237 ct');
    }
    balance.stop();
  }, 180_000);
});
