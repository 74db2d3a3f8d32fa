/** Selling at the till, on the demonstration shop of the real server: one test after the other. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  LOOKS,
  SCREENS,
  SIZES,
  axe,
  cutOff,
  launch,
  open,
  picture,
  sideways,
  smallTargets,
  type Look
} from './browser.ts';
import { Scanner } from './scanner.ts';
import { startShop, type Shop } from './shop.ts';

type Piece = { number: string; title: string; price_minor: number };
type Paid = {
  total_minor: number;
  payments: { tender: string; amount_minor: number }[];
};
type Ticket = { number: string; total_minor: number; change_minor: number; voids: string | null };

/** The till's day as it stands open below: a float of 200 euros. */
const FLOAT = { value: '20 €', count: '10' };

let browser: Browser;
let shop: Shop;
let page: Page;
let scanner: Scanner;
let errors: string[];
/** Pieces that are in stock with a price and below the cash limit, not used by a test before. */
let pieces: Piece[] = [];

const spaces = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace('−', '-');
const euros = (minor: number) =>
  spaces(new Intl.NumberFormat('fr', { style: 'currency', currency: 'EUR' }).format(minor / 100));
const read = async <T>(path: string): Promise<T> =>
  (await (await page.request.get(`${shop.base}/api/v1${path}`)).json()) as T;
const panel = (kind: string) => page.locator(`[data-panel="${kind}"]`);
const total = async () => spaces(await page.locator('[data-total]').innerText());
const lines = () => page.locator('[data-line]');
const lastTicket = async (): Promise<Ticket> => {
  const [ticket] = await read<Ticket[]>('/sales?limit=1');
  if (!ticket) throw new Error('there is no ticket');
  return ticket;
};
const take = (): Piece => {
  const piece = pieces.shift();
  if (!piece) throw new Error('the demonstration shop has no piece left for this test');
  return piece;
};
async function scan(code: string, layout: 'us' | 'azerty' = 'us') {
  const before = await lines().count();
  await scanner.scan(code, { layout });
  await expect.poll(() => lines().count()).toBe(before + 1);
}
async function payByCard(authorisation: string) {
  await page.keyboard.press('F9');
  await panel('pay').getByRole('radio', { name: 'Carte' }).click();
  await panel('pay').getByLabel('N° d’autorisation').fill(authorisation);
  await page.keyboard.press('Enter');
  await panel('done').waitFor();
}
/** A screen of its own in another language or light, on the same till. */
async function another(path: string, look: Partial<Look>, size = SIZES[0]) {
  const opened = await open(browser, `${shop.base}/sign-in`, look, size);
  await opened.page.context().addCookies(await page.context().cookies());
  await opened.page.goto(`${shop.base}${path}`);
  await opened.page.waitForSelector('h1');
  await opened.page.waitForLoadState('networkidle').catch(() => undefined);
  return opened;
}

describe('the till', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
    ({ page, errors } = await open(browser, `${shop.base}/till`));
    scanner = await Scanner.on(page);
  });
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('asks who is there, and for the PIN', async () => {
    await page.getByRole('button', { name: /Léa/ }).click();
    await page.getByRole('group', { name: /Léa/ }).waitFor();
    await page.keyboard.type('9999', { delay: 80 });
    await page.keyboard.press('Enter');
    await page.getByText('Ce code n’est pas le bon').waitFor();
    await page.keyboard.type('1234', { delay: 80 });
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ouvrir Caisse 1' }).waitFor();
  });

  it('opens the day with its float', async () => {
    await page.getByLabel(`Nombre de ${FLOAT.value}`).fill(FLOAT.count);
    await page.getByRole('button', { name: 'Ouvrir la journée' }).click();
    await panel('shelf').waitFor();
    // Articles without a tag stand ready beside the empty cart.
    await panel('shelf')
      .getByRole('button', { name: /Pile de montre/ })
      .waitFor();
    const { rows } = await read<{ rows: Piece[] }>('/stock/pieces?state=available&limit=100');
    pieces = rows.filter(({ price_minor }) => price_minor > 10_000 && price_minor < 90_000);
    expect(pieces.length).toBeGreaterThan(12);
  });

  it('sells a certified solitaire by scanner and card, and takes the next scan', async () => {
    await scan('J100');
    const row = lines().first();
    expect(await row.innerText()).toContain('J100');
    expect(await row.innerText()).toMatch(/diamant/i);
    expect(await row.innerText()).toContain('Certificat');
    // The photo is really there, not only its place.
    await expect
      .poll(() => row.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth))
      .toBeGreaterThan(0);
    await picture(page, 'till-cart');
    await page.keyboard.press('F9');
    await panel('pay').waitFor();
    await picture(page, 'till-pay');
    await page.keyboard.press('Escape');
    await panel('shelf').waitFor();
    await payByCard('123456');
    expect(await lastTicket()).toMatchObject({ total_minor: 189_000, change_minor: 0 });
    await picture(page, 'till-done');

    // The next scan is the next customer: no key in between, on a French keyboard.
    const next = take();
    await scan(next.number, 'azerty');
    await panel('shelf').waitFor();
    expect(await lines().count()).toBe(1);
    await expect.poll(total).toBe(euros(next.price_minor));
    await page.keyboard.press('F9');
    await panel('pay').waitFor();
    // The exact amount in cash is one key more.
    await page.keyboard.press('Enter');
    await panel('done').waitFor();
    expect(await lastTicket()).toMatchObject({ total_minor: next.price_minor });
  });

  it('refuses a code it does not know, and a piece that is sold', async () => {
    await scanner.scan('X999');
    await page.getByText('X999').waitFor();
    await page.getByRole('button', { name: 'Vu' }).first().click();
    await scanner.scan('J100');
    await page.getByText('déjà vendue').waitFor();
    await page.getByRole('button', { name: 'Vu' }).first().click();
    expect(await lines().count()).toBe(0);
  });

  it('gives change for cash', async () => {
    const piece = take();
    await scan(piece.number);
    await page.keyboard.press('F9');
    await panel('pay').locator('[data-money]').waitFor();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('950', { delay: 80 });
    await page.keyboard.press('Enter');
    await panel('done').waitFor();
    expect(spaces(await page.locator('[data-change]').innerText())).toBe(
      euros(95_000 - piece.price_minor)
    );
    expect(await lastTicket()).toMatchObject({ change_minor: 95_000 - piece.price_minor });
  });

  it('splits a payment: F9, the amount, an arrow, Enter, Enter', async () => {
    const piece = take();
    await scan(piece.number);
    await page.keyboard.press('F9');
    await panel('pay').locator('[data-money]').waitFor();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('100', { delay: 80 });
    // Two down: the cheque, whose number may stay empty or not as the house likes.
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await panel('pay')
      .getByLabel(/Référence/)
      .fill('0000123');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => spaces(await page.locator('[data-left]').innerText()))
      .toBe(euros(piece.price_minor - 10_000));
    await picture(page, 'till-split');
    await page.keyboard.press('Enter');
    await panel('done').waitFor();
    const ticket =
      await read<{ payments: { tender: string; amount_minor: number }[] }[]>('/sales?limit=1');
    expect(ticket[0]?.payments).toMatchObject([
      { tender: 'cheque', amount_minor: 10_000 },
      { tender: 'cash', amount_minor: piece.price_minor - 10_000 }
    ]);
  });

  it('takes a piece back by its ticket: scan, Space, F9, Enter', async () => {
    const sold = await lastTicket();
    await scanner.scan(sold.number);
    const line = panel('return').getByRole('checkbox').first();
    await line.waitFor();
    await expect.poll(() => line.evaluate((one) => one === document.activeElement)).toBe(true);
    await picture(page, 'till-return');
    await page.keyboard.press('Space');
    await expect.poll(() => lines().count()).toBe(1);
    await expect.poll(total).toBe(euros(-sold.total_minor));
    await page.keyboard.press('F9');
    await panel('pay').waitFor();
    // The money goes back the way it came: the cheque first, then the cash. One Enter each.
    expect(
      await panel('pay').getByRole('radio', { name: 'Chèque' }).getAttribute('aria-checked')
    ).toBe('true');
    await picture(page, 'till-refund');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => panel('pay').getByRole('radio', { name: 'Espèces' }).getAttribute('aria-checked'))
      .toBe('true');
    await page.keyboard.press('Enter');
    await panel('done').waitFor();
    const [refund] = await read<Paid[]>('/sales?limit=1');
    expect(refund).toMatchObject({
      total_minor: -sold.total_minor,
      payments: [
        { tender: 'cheque', amount_minor: -10_000 },
        { tender: 'cash', amount_minor: -sold.total_minor + 10_000 }
      ]
    });
    await page.keyboard.press('Enter');
    // What came back can't come back again.
    await scanner.scan(sold.number);
    await panel('return').getByText('déjà repris').waitFor();
    expect(await panel('return').getByRole('checkbox').first().isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
  });

  it('voids a ticket by a new ticket, with a reason', async () => {
    const piece = take();
    await scan(piece.number);
    await payByCard('654321');
    const sold = await lastTicket();
    await page.keyboard.press('Enter');
    await scanner.scan(sold.number);
    await panel('return').getByRole('button', { name: 'Annuler ce ticket' }).click();
    await panel('void').getByLabel('Motif').fill('Mauvaise pièce');
    await page.keyboard.press('Enter');
    await panel('done').waitFor();
    expect(await lastTicket()).toMatchObject({
      total_minor: -sold.total_minor,
      voids: sold.number
    });
    await page.keyboard.press('Enter');
    // Its piece can be sold again.
    await scan(piece.number);
    await lines().first().click();
    await panel('line').getByRole('button', { name: 'Retirer du panier' }).click();
    await expect.poll(() => lines().count()).toBe(0);
  });

  it('puts a cart aside and takes it back; its piece is reserved meanwhile', async () => {
    const piece = take();
    await scan(piece.number);
    await page.keyboard.press('F8');
    await panel('parked').getByLabel('Mettre ce panier en attente').fill('Mme Roche');
    await page.keyboard.press('Enter');
    await expect.poll(() => lines().count()).toBe(0);
    await scanner.scan(piece.number);
    await page.getByText('« Mme Roche »').waitFor();
    await page.getByRole('button', { name: 'Vu' }).first().click();
    await page.keyboard.press('F8');
    await panel('parked')
      .getByRole('button', { name: /Mme Roche/ })
      .click();
    await expect.poll(() => lines().count()).toBe(1);
    await expect.poll(total).toBe(euros(piece.price_minor));
  });

  it('finds a piece by three letters and Enter', async () => {
    await page.keyboard.press('F2');
    await panel('search').getByRole('combobox').waitFor();
    await page.keyboard.type('méd', { delay: 80 });
    await panel('search').getByRole('option').first().waitFor();
    await picture(page, 'till-search');
    const before = await lines().count();
    await page.keyboard.press('Enter');
    await expect.poll(() => lines().count()).toBe(before + 1);
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(() => lines().count()).toBe(before);
  });

  it('has its cart again after a reload', async () => {
    const before = await total();
    const count = await lines().count();
    expect(count).toBeGreaterThan(0);
    await page.reload();
    await expect.poll(() => lines().count()).toBe(count);
    await expect.poll(total).toBe(before);
    expect(await axe(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it.each(LOOKS)('is accessible: $locale, $theme', async (look) => {
    const name = `${look.locale}-${look.theme}`;
    const at = await another('/till', look);
    await at.page.locator('[data-line]').first().waitFor();
    expect(await axe(at.page)).toEqual([]);
    expect(await sideways(at.page)).toBeLessThanOrEqual(0);
    expect(await smallTargets(at.page, 48)).toEqual([]);
    await picture(at.page, `till-${name}`);
    for (const [key, kind] of [
      ['F9', 'pay'],
      ['F2', 'search'],
      ['F4', 'customer'],
      ['F8', 'parked']
    ] as const) {
      await at.page.keyboard.press(key);
      await at.page.locator(`[data-panel="${kind}"]`).waitFor();
      for (const size of SCREENS) {
        await at.page.setViewportSize(size);
        const [found, cut] = [await axe(at.page), await cutOff(at.page)];
        expect({ kind, size, found, cut }).toEqual({ kind, size, found: [], cut: [] });
      }
      await at.page.setViewportSize({ width: 1024, height: 768 });
    }
    expect(at.errors).toEqual([]);

    // The customer's window shows the cart of the till beside it.
    const display = await at.page.context().newPage();
    await display.goto(`${shop.base}/display`);
    await display.getByText('Total').waitFor();
    expect(await axe(display)).toEqual([]);
    expect(await sideways(display)).toBeLessThanOrEqual(0);
    await picture(display, `display-${name}`);
    await at.page.context().close();

    const stranger = await open(browser, `${shop.base}/sign-in`, look);
    await stranger.page.getByRole('button', { name: /Léa/ }).waitFor();
    expect(await axe(stranger.page)).toEqual([]);
    await stranger.page.getByRole('button', { name: /Léa/ }).click();
    await stranger.page.getByRole('group', { name: /Léa/ }).waitFor();
    expect(await axe(stranger.page)).toEqual([]);
    await picture(stranger.page, `sign-in-${name}`);
    await stranger.page.context().close();
  });

  it.each(SIZES)('never scrolls sideways: $width×$height', async (size) => {
    const at = await another('/till', {}, size);
    await at.page.locator('[data-line]').first().waitFor();
    expect(await sideways(at.page)).toBeLessThanOrEqual(0);
    await at.page.keyboard.press('F9');
    await at.page.locator('[data-panel="pay"]').waitFor();
    expect(await sideways(at.page)).toBeLessThanOrEqual(0);
    await at.page.context().close();
  });

  it('closes the day: a blind count by means, a reason for the difference, the Z', async () => {
    await page.keyboard.press('Escape');
    await panel('shelf').getByRole('button', { name: 'Clôture Z' }).click();
    const close = panel('close');
    await close.getByLabel(`Nombre de ${FLOAT.value}`).fill(FLOAT.count);
    await close.getByLabel('Nombre de chèques').fill('deux');
    await page.getByRole('button', { name: 'Comparer' }).click();
    await page.getByText('Un nombre entier').waitFor();
    await close.getByLabel('Nombre de chèques').fill('0');
    await close.getByLabel('Total du ticket du terminal').fill('1890,00');
    await page.getByRole('button', { name: 'Comparer' }).click();
    // Only what differs is named, and nothing of what was expected.
    await close.locator('[data-difference="cash"]').waitFor();
    expect(await close.locator('[data-difference]').count()).toBe(1);
    await picture(page, 'till-count');
    await page.getByLabel('Motif de l’écart').fill('Compté pour essai');
    await page.getByRole('button', { name: 'Clore et imprimer le Z' }).click();
    await page.getByRole('heading', { name: /^Z n°/ }).waitFor();
    await page.getByText('Journal vérifié').waitFor();
    expect(await page.locator('[data-counted="card"]').innerText()).toContain('0,00');
    expect(await axe(page)).toEqual([]);
    await picture(page, 'till-z');
    await page.getByRole('button', { name: 'Terminer' }).click();
    await page.getByRole('heading', { name: 'Ouvrir Caisse 1' }).waitFor();
  });

  it('opens a closed day again for a reason only', async () => {
    await page.getByRole('button', { name: 'Ouvrir la journée' }).click();
    await page.getByLabel('Motif de la réouverture').fill('Client revenu');
    await page.getByRole('button', { name: 'Ouvrir la journée' }).click();
    await panel('shelf').waitFor();
    expect(errors).toEqual([]);
  });
});
