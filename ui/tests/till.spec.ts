/** The rarer gestures of a till, on the demonstration shop of the real server. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launch, open, picture, type Look } from './browser.ts';
import { Scanner } from './scanner.ts';
import { startShop, type Shop } from './shop.ts';

type Piece = { number: string; title: string; price_minor: number };
type Cart = {
  total_minor: number;
  id: string;
  lines: { unit_price_minor: number; price_reason: string | null }[];
};

let browser: Browser;
let shop: Shop;
let page: Page;
let scanner: Scanner;
let errors: string[];
let pieces: Piece[] = [];

const spaces = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace('−', '-');
const panel = (kind: string) => page.locator(`[data-panel="${kind}"]`);
const lines = () => page.locator('[data-line]');
const total = async () => spaces(await page.locator('[data-total]').innerText());
const read = async <T>(path: string): Promise<T> =>
  (await (await page.request.get(`${shop.base}/api/v1${path}`)).json()) as T;
/** The number of the last ticket: they follow each other without a gap. */
const sold = async () => {
  const [last] = await read<{ number: string }[]>('/sales?limit=1');
  return Number(last?.number.split('-').at(-1));
};
const take = (): Piece => {
  const piece = pieces.shift();
  if (!piece) throw new Error('the demonstration shop has no piece left for this test');
  return piece;
};

async function signIn(at: Page, name: RegExp, to = '/till') {
  await at.goto(`${shop.base}/sign-in?to=${to}`);
  await at.getByRole('button', { name }).click();
  await at.getByRole('group', { name }).waitFor();
  await at.keyboard.type('1234', { delay: 80 });
  await at.keyboard.press('Enter');
}

async function another(look: Partial<Look>, path = '/till') {
  const opened = await open(browser, `${shop.base}/sign-in`, look);
  await opened.page.context().addCookies(await page.context().cookies());
  await opened.page.goto(`${shop.base}${path}`);
  await opened.page.waitForSelector('h1');
  return opened;
}

async function scan(code: string) {
  const before = await lines().count();
  await scanner.scan(code);
  await expect.poll(() => lines().count()).toBe(before + 1);
}

async function empty() {
  for (let left = await lines().count(); left > 0; left = await lines().count()) {
    await lines().first().click();
    await panel('line').getByRole('button', { name: 'Retirer du panier' }).click();
    await expect.poll(() => lines().count()).toBe(left - 1);
  }
}

describe('the till', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
    ({ page, errors } = await open(browser, `${shop.base}/sign-in`));
    scanner = await Scanner.on(page);
    await signIn(page, /Léa/);
    await page.getByRole('button', { name: 'Ouvrir la journée' }).click();
    await panel('shelf').waitFor();
    const { rows } = await read<{ rows: Piece[] }>('/stock/pieces?state=available&limit=100');
    pieces = rows.filter(({ price_minor }) => price_minor > 10_000 && price_minor < 90_000);
  });
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('changes a price in the line’s panel, by keys alone, and takes it back', async () => {
    const piece = take();
    await scan(piece.number);
    await lines().first().focus();
    await page.keyboard.press('Enter');
    await panel('line').waitFor();
    await panel('line').getByRole('button', { name: 'Changer le prix' }).focus();
    await page.keyboard.press('Enter');
    const price = panel('line').getByLabel('Nouveau prix');
    await price.focus();
    await page.keyboard.press('ControlOrMeta+a');
    const less = Math.floor((piece.price_minor * 0.9) / 100);
    await page.keyboard.type(`${less}.50`, { delay: 80 });
    await page.keyboard.press('Enter');
    await panel('line').getByText('Une remise a toujours un motif').waitFor();
    await panel('line').getByLabel('Motif').fill('Prix de vitrine');
    await picture(page, 'till-price');
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await panel('shelf').waitFor();
    const changed = await read<Cart>('/carts/current');
    expect(changed.lines[0]).toMatchObject({
      unit_price_minor: less * 100 + 50,
      price_reason: 'Prix de vitrine'
    });
    await picture(page, 'till-price-line');
    await page.keyboard.press('ControlOrMeta+z');
    await expect
      .poll(async () => (await read<Cart>('/carts/current')).lines[0]?.unit_price_minor)
      .toBe(piece.price_minor);
    await empty();
  });

  it('takes a tenth off the whole ticket for a reason, and gives it back', async () => {
    const [one, other] = [take(), take()];
    await scan(one.number);
    await scan(other.number);
    const before = await read<Cart>('/carts/current');
    await panel('shelf')
      .getByRole('button', { name: /^Remise/ })
      .click();
    const discount = panel('discount');
    await discount.getByLabel('Remise', { exact: true }).fill('10');
    await discount.getByRole('button', { name: 'Appliquer la remise' }).click();
    await discount.getByText('Une remise a toujours un motif').waitFor();
    await discount.getByRole('button', { name: 'Plusieurs pièces' }).click();
    await picture(page, 'till-discount-ticket');
    await discount.getByRole('button', { name: 'Appliquer la remise' }).click();
    await panel('shelf').waitFor();
    const lower = Math.round((before.total_minor * 9) / 10);
    const after = await read<Cart>('/carts/current');
    expect(Math.abs(after.total_minor - lower)).toBeLessThanOrEqual(1);
    await picture(page, 'till-discount-ticket-given');
    await panel('shelf')
      .getByRole('button', { name: /^Remise/ })
      .click();
    await discount.getByRole('button', { name: 'Retirer', exact: true }).click();
    await expect
      .poll(async () => (await read<Cart>('/carts/current')).total_minor)
      .toBe(before.total_minor);
    await page.keyboard.press('Escape');
    await empty();
  });

  it('refuses amounts that cannot be, beside the field', async () => {
    await scan(take().number);
    const due = await total();
    await page.keyboard.press('F9');
    const money = panel('pay').locator('[data-money]');
    await money.waitFor();
    for (const [typed, said] of [
      ['abc', 'Un montant, par exemple'],
      ['-50', 'Le signe du montant'],
      ['0', 'Saisissez un montant'],
      ['99999999999999999999', 'Un montant, par exemple']
    ] as const) {
      await money.fill(typed);
      await page.keyboard.press('Enter');
      await panel('pay').getByText(said).first().waitFor();
    }
    await expect.poll(total).toBe(due);
    await page.keyboard.press('Escape');
    await empty();
  });

  it('sells once, whoever leans on Enter', async () => {
    const piece = take();
    await scan(piece.number);
    const before = await sold();
    await page.keyboard.press('F9');
    await panel('pay').locator('[data-money]').waitFor();
    await page.keyboard.down('Enter');
    for (let repeat = 0; repeat < 12; repeat++) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await expect.poll(sold).toBe(before + 1);
    await page.keyboard.press('Escape');
  });

  it('says that no printer took the ticket', async () => {
    const piece = take();
    await scan(piece.number);
    await page.keyboard.press('F9');
    await panel('pay').locator('[data-money]').waitFor();
    await page.keyboard.press('Enter');
    await panel('done').waitFor();
    await panel('done').getByRole('button', { name: 'Imprimer le ticket' }).click();
    await page
      .getByText(/imprimante/i)
      .first()
      .waitFor();
    // Nothing came out, so nothing is said to have: the same button still offers the original.
    expect(await panel('done').locator('[data-print]').getAttribute('data-print')).toBe('none');
    await page.getByRole('button', { name: 'Vu' }).first().click();
    await page.keyboard.press('Enter');
  });

  it('frees a parked cart when its time passes, and tells the other window', async () => {
    const piece = take();
    await scan(piece.number);
    const other = await another({});
    const cart = await read<Cart>('/carts/current');
    await other.page.keyboard.press('F8');
    const parked = await page.request.post(`${shop.base}/api/v1/carts/${cart.id}/park`, {
      headers: { 'idempotency-key': cart.id },
      data: { name: 'Bientôt', until: new Date(Date.now() + 2_500).toISOString() }
    });
    expect(parked.status()).toBe(200);
    const name = other.page.locator('[data-panel="parked"]').getByText('Bientôt');
    await name.waitFor();
    // Nobody touches anything: the server lets it go and says so.
    await name.waitFor({ state: 'detached', timeout: 20_000 });
    const [row] = (
      await read<{ rows: { reserved: boolean }[] }>(
        `/stock/pieces?state=available&limit=5&q=${piece.number}`
      )
    ).rows;
    expect(row?.reserved ?? false).toBe(false);
    await other.page.context().close();
  });

  it('types a point in English and a comma in French', async () => {
    await scan(take().number);
    for (const [locale, sign, typed] of [
      ['en', '.', '12.5'],
      ['fr', ',', '12,5']
    ] as const) {
      const at = await another({ locale });
      await at.page.locator('[data-line]').first().waitFor();
      await at.page.keyboard.press('F9');
      const money = at.page.locator('[data-panel="pay"] [data-money]');
      await money.waitFor();
      for (const key of ['1', '2', sign, '5']) {
        await at.page.getByRole('button', { name: key, exact: true }).click();
      }
      expect(await money.inputValue()).toBe(typed);
      await at.page.context().close();
    }
    await empty();
  });

  it('shows every total of the X, and closes nothing', async () => {
    await panel('shelf').getByRole('button', { name: 'Lecture X' }).click();
    for (const row of [
      'Nombre de tickets',
      'Premier – dernier ticket',
      'Prix modifiés',
      'Duplicatas',
      'Ouvertures du tiroir',
      'Total perpétuel en valeur absolue',
      'Fonds de caisse'
    ]) {
      await panel('report').getByText(row).first().waitFor();
    }
    expect(await axe(page)).toEqual([]);
    await picture(page, 'till-x');
    await page.keyboard.press('Escape');
  });

  it('shows the recovery code again to the owner, after the PIN', async () => {
    await page.goto(`${shop.base}/office/settings/shop`);
    await page.getByRole('button', { name: 'Montrer la clé' }).click();
    await page.keyboard.type('9999', { delay: 80 });
    await page.keyboard.press('Enter');
    await page.getByText('Ce code n’est pas le bon').waitFor();
    await page.getByRole('group', { name: /Code|code/ }).focus();
    await page.keyboard.type('1234', { delay: 80 });
    await page.keyboard.press('Enter');
    await expect
      .poll(
        async () => (await page.locator('[data-recovery]').getAttribute('data-recovery'))?.length
      )
      .toBe(56);
    expect(await axe(page)).toEqual([]);
    await picture(page, 'office-recovery', true);
    await page.getByRole('button', { name: 'Masquer' }).click();
    expect(await page.locator('[data-recovery]').count()).toBe(0);
  });

  it('lists months beside days', async () => {
    await page.goto(`${shop.base}/office/closings`);
    await page.getByRole('button', { name: 'Mois', exact: true }).click();
    await page
      .getByText(/Clôture mensuelle/)
      .first()
      .waitFor();
    await page
      .getByText(/Clôture mensuelle/)
      .first()
      .click();
    await page.getByText('Total perpétuel').first().waitFor();
    expect(await axe(page)).toEqual([]);
    await picture(page, 'office-months');
    expect(errors).toEqual([]);
  });
});
