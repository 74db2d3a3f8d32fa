/** What stands at the till outlasts a lock, a lost answer and a second tap; on the real server. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, open } from './browser.ts';
import { Scanner } from './scanner.ts';
import { startShop, type Shop } from './shop.ts';

type Piece = { number: string; price_minor: number };
type Ticket = { id: string; number: string; total_minor: number };

let browser: Browser;
let shop: Shop;
let page: Page;
let scanner: Scanner;
let errors: string[];
let pieces: Piece[];

const read = async <T>(path: string): Promise<T> =>
  (await (await page.request.get(`${shop.base}/api/v1${path}`)).json()) as T;
const panel = (kind: string) => page.locator(`[data-panel="${kind}"]`);
const lines = () => page.locator('[data-line]');
const pin = async (digits: string) => {
  await page.getByRole('group', { name: /Léa/ }).waitFor();
  await page.keyboard.type(digits, { delay: 80 });
  await page.keyboard.press('Enter');
};
const lock = async () => {
  await page.getByRole('button', { name: 'Verrouiller' }).click();
  await page.getByRole('group', { name: /Léa/ }).waitFor();
};
async function scan() {
  const piece = pieces.shift();
  if (!piece) throw new Error('the demonstration shop has no piece left for this test');
  const before = await lines().count();
  await scanner.scan(piece.number);
  await expect.poll(() => lines().count()).toBe(before + 1);
  return piece;
}

describe('the till, interrupted', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
    ({ page, errors } = await open(browser, `${shop.base}/till`));
    scanner = await Scanner.on(page);
    await page.getByRole('button', { name: /Léa/ }).click();
  });
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('takes no scan for a PIN, and none for a number of coins', async () => {
    await page.getByRole('group', { name: /Léa/ }).waitFor();
    let tries = 0;
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/api/v1/session')) tries++;
    });
    await scanner.scan('40063813');
    await page.getByText('ouvrez d’abord votre session').first().waitFor();
    // Nor is anything of it left on the pad: the PIN alone is right at once.
    await pin('1234');
    await page.getByRole('heading', { name: 'Ouvrir Caisse 1' }).waitFor();
    expect(tries).toBe(1);

    const twenties = page.getByLabel('Nombre de 20 €');
    await twenties.fill('10');
    await twenties.focus();
    await scanner.scan('40063813');
    await page.getByText('ouvrez d’abord la journée').waitFor();
    expect(await twenties.inputValue()).toBe('10');
    await page.getByRole('button', { name: 'Ouvrir la journée' }).click();
    await panel('shelf').waitFor();
    const { rows } = await read<{ rows: Piece[] }>('/stock/pieces?state=available&limit=100');
    pieces = rows.filter(({ price_minor }) => price_minor > 10_000 && price_minor < 90_000);
  });

  it('keeps what was typed through a lock, deaf meanwhile', async () => {
    await scan();
    await page.keyboard.press('F9');
    await panel('pay').getByRole('radio', { name: 'Carte' }).click();
    const amount = panel('pay').locator('[data-money]');
    await amount.fill('50');
    await panel('pay').getByLabel('N° d’autorisation').fill('1357');
    await lock();
    await scanner.scan(pieces[0]?.number ?? '');
    await page.getByText('ouvrez d’abord votre session').first().waitFor();
    await page.keyboard.press('F2');
    expect(await page.locator('[data-panel]').isVisible()).toBe(false);
    await pin('1234');
    await amount.waitFor();
    expect(await amount.inputValue()).toBe('50');
    expect(await panel('pay').getByLabel('N° d’autorisation').inputValue()).toBe('1357');
    expect(await lines().count()).toBe(1);
  });

  it('keeps what was typed while somebody else touches the cart', async () => {
    const cart = await read<{ id: string }>('/carts/current');
    const again = page.waitForResponse((answer) => answer.url().endsWith('/carts/current'));
    await page.request.put(`${shop.base}/api/v1/carts/${cart.id}/customer`, {
      headers: { 'Idempotency-Key': crypto.randomUUID(), origin: shop.base },
      data: { customer_id: null }
    });
    await again;
    const amount = panel('pay').locator('[data-money]');
    expect(await amount.inputValue()).toBe('50');
    const card = panel('pay').getByRole('radio', { name: 'Carte' });
    expect(await card.getAttribute('aria-checked')).toBe('true');
  });

  it('takes a payment once whose answer was lost', async () => {
    type Paid = { payments: { id: string; amount_minor: number }[] };
    const taken = async () =>
      (await read<Paid>('/carts/current')).payments.map(({ amount_minor }) => amount_minor);
    await page.route('**/payments', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await panel('pay').locator('[data-money]').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Vu' }).waitFor();
    // The server has it, so the screen has it; the same Enter again takes nothing of the rest.
    await panel('pay').getByText('1357').waitFor();
    await page.unroute('**/payments');
    await page.keyboard.press('Enter');
    expect(await taken()).toEqual([5_000]);
    await page.getByRole('button', { name: 'Vu' }).click();
    await panel('pay').getByRole('button', { name: 'Retirer le paiement Carte' }).click();
    await expect.poll(taken).toEqual([]);
  });

  it('goes on with a payment that a dead server never heard', async () => {
    await panel('pay').getByRole('radio', { name: 'Virement' }).click();
    const amount = panel('pay').locator('[data-money]');
    await amount.fill('30');
    await panel('pay')
      .getByLabel(/Référence/)
      .fill('VIR 118');
    await shop.kill();
    await page.getByText('Serveur injoignable').waitFor();
    for (let press = 0; press < 2; press++) await page.keyboard.press('Enter');
    const notice = page.getByText('Le serveur de la boutique ne répond pas');
    await notice.waitFor();
    await expect
      .poll(() =>
        panel('pay')
          .getByRole('button', { name: /Encaisser cette part/ })
          .isEnabled()
      )
      .toBe(true);
    expect(await notice.count()).toBe(1);
    await shop.again();
    await page.getByText('Serveur injoignable').waitFor({ state: 'detached' });
    expect(await amount.inputValue()).toBe('30');
    await panel('pay')
      .getByLabel(/Référence/)
      .press('Enter');
    await panel('pay').getByText('VIR 118').waitFor();
    const { payments } = await read<{ payments: { amount_minor: number }[] }>('/carts/current');
    expect(payments.map(({ amount_minor }) => amount_minor)).toEqual([3_000]);
    await page.getByRole('button', { name: 'Vu' }).click();
    await panel('pay').getByRole('button', { name: 'Retirer le paiement Virement' }).click();
    await expect.poll(() => panel('pay').getByText('VIR 118').count()).toBe(0);
  });

  it('finds the ticket again whose answer was lost', async () => {
    const [before] = await read<Ticket[]>('/sales?limit=1');
    await panel('pay').getByRole('radio', { name: 'Espèces' }).click();
    await panel('pay').getByRole('button', { name: 'Exact' }).click({ trial: true });
    let lost = 0;
    await page.route('**/complete', async (route) => {
      await route.fetch();
      lost++;
      await route.abort();
    });
    await panel('pay').getByRole('button', { name: 'Exact' }).click();
    await page.getByRole('button', { name: 'Vu' }).waitFor();
    expect(lost).toBeGreaterThan(0);
    await page.unroute('**/complete');
    // The server had issued it: the ticket is shown by itself.
    await panel('done').waitFor();
    const [after, second] = await read<Ticket[]>('/sales?limit=2');
    expect(second?.id).toBe(before?.id);
    expect(await panel('done').getByRole('heading').innerText()).toContain(after?.number);
    await page.getByRole('button', { name: 'Vu' }).click();
  });

  it('shows the paper, and what was to be given back after a lock', async () => {
    await panel('done').getByRole('button', { name: 'Voir le ticket' }).click();
    const paper = panel('paper').getByRole('img');
    await expect
      .poll(() => paper.evaluate((img: HTMLImageElement) => img.naturalWidth))
      .toBeGreaterThan(0);
    await panel('paper').getByRole('button', { name: 'Fermer' }).click();
    await panel('done').waitFor();
    await lock();
    await pin('1234');
    await panel('done').waitFor();
  });

  it('prints one duplicate for two taps', async () => {
    const [ticket] = await read<Ticket[]>('/sales?limit=1');
    await scanner.scan(ticket?.number ?? '');
    let printed = 0;
    await page.route('**/print', async (route) => {
      printed++;
      await route.fulfill({ json: { kind: 'duplicate', state: 'waiting' } });
    });
    await panel('return').getByRole('button', { name: 'Imprimer', exact: true }).dblclick();
    await panel('return').getByRole('button', { name: 'Envoyé à l’imprimante' }).waitFor();
    expect(printed).toBe(1);
    await page.unroute('**/print');
    await page.keyboard.press('Escape');
  });

  it('takes no cart back over the one that stands there', async () => {
    await scan();
    await page.keyboard.press('F8');
    await page.getByLabel('Mettre ce panier en attente').fill('Mme Roche');
    await page.keyboard.press('Enter');
    await expect.poll(() => lines().count()).toBe(0);
    await scan();
    await page.keyboard.press('F8');
    const roche = panel('parked').getByRole('button', { name: /Mme Roche/ });
    await roche.waitFor();
    expect(await roche.isDisabled()).toBe(true);
    await panel('parked').getByText('mettez d’abord celui-ci en attente').waitFor();
    expect(await lines().count()).toBe(1);
    expect(errors).toEqual([]);
  });
});
