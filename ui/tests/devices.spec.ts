import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startBalance } from './balance.ts';
import { LOOKS, axe, launch, picture, sideways, type Look } from './browser.ts';
import { startReader } from './rfid_reader.ts';
import { signedIn } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** Devices of the back office at work: what is tried in the settings is what the sheets use. */
let browser: Browser;
let shop: Shop;

async function office(route: string, look: Partial<Look> = {}) {
  const opened = await signedIn(browser, shop.base, 'Léa', look);
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
    onTestFinished(balance.stop);
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
  }, 180_000);
});

describe('a reader of tags', () => {
  const tag = (n: number) => `3034${n.toString(16).toUpperCase().padStart(20, '0')}`;

  it('is tried, ties a tag to its piece, and counts a window', async () => {
    const reader = await startReader([tag(1), tag(2)]);
    onTestFinished(reader.stop);
    const { page, errors } = await office('settings/devices');
    await page.getByRole('button', { name: 'Saisir une adresse' }).press('Enter');
    await page.getByLabel('Nature').press('Enter');
    await page.getByRole('option', { name: 'Lecteur RFID' }).click();
    await page.getByLabel('Nom').fill('Plateau RFID');
    await page.getByLabel('Adresse').last().fill(reader.address);
    await picture(page, 'rfid-settings');
    await page.getByRole('button', { name: 'Créer', exact: true }).press('Enter');
    await page.getByRole('button', { name: 'Voir les puces' }).press('Enter');
    await page.getByText(/Puces.: 2/).waitFor();
    await picture(page, 'rfid-test');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Arrêter' }).press('Enter');

    // One tag alone is tied; two, or another piece's, are refused.
    const { request } = page.context();
    const api = `${shop.base}/api/v1`;
    const places = await (await request.get(`${api}/stock/places`)).json();
    const { id: place } = places.find((one: { code: string }) => one.code === 'VITRINE');
    const listed = await request.get(
      `${api}/stock/pieces?place=${place}&state=available&limit=500`
    );
    const { rows } = (await listed.json()) as { rows: { id: string; number: string }[] };
    const [first, second] = rows as [(typeof rows)[0], (typeof rows)[0]];
    await visit(page, `stock/${first.id}`);
    const tie = page.getByRole('button', { name: 'Lire et lier la puce' });
    await tie.press('Enter');
    await page.getByText('2 puces sont devant le lecteur').waitFor();
    await reader.put([tag(1)]);
    await tie.press('Enter');
    await page.getByText(tag(1)).first().waitFor();
    await picture(page, 'rfid-tied', true);
    await visit(page, `stock/${second.id}`);
    await tie.press('Enter');
    await page.getByText(`Cette puce est déjà sur ${first.number}.`).waitFor();
    await visit(page, `stock/${first.id}`);
    const untie = page.getByRole('button', { name: 'Délier la puce' });
    await untie.press('Enter');
    await page.getByText('La pièce a déjà une puce').waitFor();
    await page.getByLabel('Pourquoi la puce change').fill('Étiquette abîmée');
    await untie.press('Enter');
    await page.getByText('Aucune puce.').waitFor();
    // By hand, as a reader that types would.
    await page.getByRole('button', { name: 'Saisir le code' }).press('Enter');
    await page.getByLabel('Code de la puce (EPC)').fill(tag(1).toLowerCase());
    await page.getByLabel('Code de la puce (EPC)').press('Enter');
    await page.getByText(tag(1)).first().waitFor();
    expect(await axe(page)).toEqual([]);

    const send = async (method: 'post' | 'put', path: string, data: object) => {
      const headers = { 'idempotency-key': crypto.randomUUID() };
      const sent = await request[method](`${api}${path}`, { headers, data });
      expect(sent.ok(), path).toBe(true);
    };
    for (const [n, { id }] of rows.entries()) {
      await send('put', `/stock/pieces/${id}/tag`, {
        epc: tag(n + 1),
        reason: 'essai'
      });
    }
    // All but two are in the field, with a tag that is nobody's.
    await reader.put([...rows.slice(2).map((_, n) => tag(n + 3)), tag(9_999)]);
    const id = crypto.randomUUID();
    await send('post', '/stocktakes', { id, scope: 'place', scope_id: place, note: '' });
    await visit(page, `stocktake/${id}`);
    await page.getByRole('button', { name: 'Lire en RFID' }).press('Enter');
    const watching = await office(`stocktake/${id}`);
    const found = (on: Page) =>
      on
        .getByRole('button', { name: /^Trouvées/ })
        .locator('span.tabular-nums')
        .innerText();
    const count = String(rows.length - 2);
    await expect.poll(() => found(page), { timeout: 60_000 }).toBe(count);
    await expect.poll(() => found(watching.page), { timeout: 60_000 }).toBe(count);
    await page.getByText('Puces inconnues : 1').press('Enter');
    await page.getByText(tag(9_999)).first().waitFor();
    await picture(page, 'rfid-counting', true);
    expect(await axe(page)).toEqual([]);
    for (const look of LOOKS) {
      const { page: shown, errors: broken } = await office(`stocktake/${id}`, look);
      await shown.getByRole('status').getByText('Plateau RFID').waitFor();
      await picture(shown, `rfid-stocktake-${look.locale}-${look.theme}`, true);
      expect(await axe(shown)).toEqual([]);
      expect(await sideways(shown)).toBeLessThanOrEqual(0);
      await visit(shown, `stock/${first.id}`);
      await shown.getByText(tag(1)).first().waitFor();
      await shown.getByText(tag(1)).first().scrollIntoViewIfNeeded();
      await picture(shown, `rfid-piece-${look.locale}-${look.theme}`);
      expect(await axe(shown)).toEqual([]);
      expect(broken).toEqual([]);
      await shown.context().close();
    }
    await page.getByRole('button', { name: 'Arrêter la lecture' }).press('Enter');
    await page.getByRole('button', { name: 'Lire en RFID' }).waitFor();
    await watching.page.getByRole('button', { name: 'Lire en RFID' }).waitFor();
    expect(errors).toEqual([]);
  }, 240_000);
});
