/** What comes back to the counter, what goes in and out of the drawer: in English, in the dark. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launch, open } from './browser.ts';
import { Scanner } from './scanner.ts';
import { startShop, type Shop } from './shop.ts';

type Piece = { number: string; price_minor: number };
type Ticket = {
  number: string;
  total_minor: number;
  payments: { tender: string; amount_minor: number; reference: string }[];
};

let browser: Browser;
let shop: Shop;
let page: Page;
let scanner: Scanner;
let errors: string[];
/** Below the cash limit, the cheapest first. */
let pieces: Piece[];

const read = async <T>(path: string): Promise<T> =>
  (await (await page.request.get(`${shop.base}/api/v1${path}`)).json()) as T;
const panel = (kind: string) => page.locator(`[data-panel="${kind}"]`);
const lines = () => page.locator('[data-line]');
const lastTicket = async () => (await read<Ticket[]>('/sales?limit=1'))[0] as Ticket;
const cheapest = () => pieces.shift() as Piece;
const dearest = () => pieces.pop() as Piece;
async function scan(code: string) {
  const before = await lines().count();
  await scanner.scan(code);
  await expect.poll(() => lines().count()).toBe(before + 1);
}
async function sell({ number }: Piece) {
  await scan(number);
  await page.keyboard.press('F9');
  await panel('pay').locator('[data-money]').waitFor();
  await page.keyboard.press('Enter');
  await panel('done').waitFor();
  await page.keyboard.press('Enter');
  return lastTicket();
}
/** The ticket's only line back into the cart, another piece beside it, and to the payment. */
async function exchange(sold: Ticket, other: Piece) {
  await scanner.scan(sold.number);
  await panel('return').getByRole('checkbox').first().waitFor();
  await page.keyboard.press('Space');
  await expect.poll(() => lines().count()).toBe(1);
  await scan(other.number);
  await page.keyboard.press('F9');
  await panel('pay').waitFor();
}

describe('the counter', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
    const look = { locale: 'en', theme: 'dark' } as const;
    ({ page, errors } = await open(browser, `${shop.base}/till`, look));
    scanner = await Scanner.on(page);
    await page.getByRole('button', { name: /Léa/ }).click();
    await page.getByRole('group', { name: /Léa/ }).waitFor();
    await page.keyboard.type('1234', { delay: 80 });
    await page.keyboard.press('Enter');
    const twenties = page.getByLabel('Number of €20', { exact: true });
    await twenties.waitFor();
    // A sign is no number of notes.
    await twenties.fill('-10');
    expect(await twenties.inputValue()).toBe('10');
    await page.getByRole('button', { name: 'Open the day' }).click();
    await panel('shelf').waitFor();
    const { rows } = await read<{ rows: Piece[] }>('/stock/pieces?state=available&limit=200');
    pieces = rows
      .filter(({ price_minor }) => price_minor > 10_000 && price_minor < 90_000)
      .sort((a, b) => a.price_minor - b.price_minor);
    expect(pieces.length).toBeGreaterThan(8);
  });
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('exchanges for something dearer: the difference by bank transfer', async () => {
    const [old, other] = [cheapest(), dearest()];
    await exchange(await sell(old), other);
    await panel('pay').getByRole('radio', { name: 'Transfer' }).click();
    await panel('pay')
      .getByLabel(/Reference/)
      .fill('VIR 2026-118');
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await panel('done').waitFor();
    const due = other.price_minor - old.price_minor;
    expect(await lastTicket()).toMatchObject({
      total_minor: due,
      payments: [{ tender: 'transfer', amount_minor: due, reference: 'VIR 2026-118' }]
    });
    await page.keyboard.press('Enter');
  });

  it('exchanges for something cheaper: the difference goes back', async () => {
    const [old, other] = [dearest(), cheapest()];
    await exchange(await sell(old), other);
    await page.keyboard.press('Enter');
    await panel('done').waitFor();
    const due = other.price_minor - old.price_minor;
    expect(await lastTicket()).toMatchObject({
      total_minor: due,
      payments: [{ tender: 'cash', amount_minor: due }]
    });
    await page.keyboard.press('Enter');
  });

  it('exchanges for the same price by keys alone', async () => {
    const [old, other] = [cheapest(), dearest()];
    const sold = await sell(old);
    await scanner.scan(sold.number);
    await panel('return').getByRole('checkbox').first().waitFor();
    await page.keyboard.press('Space');
    await expect.poll(() => lines().count()).toBe(1);
    await scan(other.number);
    await lines().nth(1).click();
    await panel('line').getByRole('button', { name: 'Change the price' }).click();
    await panel('line')
      .getByLabel('New price')
      .fill(String(old.price_minor / 100));
    await panel('line').getByLabel('Reason').fill('Exchange');
    await page.keyboard.press('Enter');
    await panel('shelf').waitFor();
    await page.keyboard.press('F9');
    const finish = panel('pay').getByRole('button', { name: /Complete the sale/ });
    await expect.poll(() => finish.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await panel('done').getByText('Nothing to pay, nothing to give back').waitFor();
    expect(await lastTicket()).toMatchObject({ total_minor: 0, payments: [] });
    await page.keyboard.press('Enter');
  });

  it('leaves the cart to whoever comes next', async () => {
    await scan(cheapest().number);
    await page.getByRole('button', { name: 'Lock' }).click();
    await page.getByRole('button', { name: 'Somebody else' }).click();
    await page.getByRole('button', { name: /Inès/ }).click();
    await page.getByRole('group', { name: /Inès/ }).waitFor();
    await page.keyboard.type('3456', { delay: 80 });
    await page.keyboard.press('Enter');
    // What stood there was kept out of sight; shown, it is the next person's.
    await panel('shelf').waitFor();
    await page.locator('header').getByText('Inès').waitFor();
    await expect.poll(() => lines().count()).toBe(1);
    await page.keyboard.press('F9');
    await panel('pay').locator('[data-money]').waitFor();
    await page.keyboard.press('Enter');
    await panel('done').waitFor();
    await page.keyboard.press('Enter');
  });

  it('takes no wrong amount out of the drawer, and says so in sight', async () => {
    await page.getByRole('button', { name: 'Lock' }).click();
    await page.getByRole('button', { name: 'Somebody else' }).click();
    await page.getByRole('button', { name: /Léa/ }).click();
    await page.getByRole('group', { name: /Léa/ }).waitFor();
    await page.keyboard.type('1234', { delay: 80 });
    await page.keyboard.press('Enter');
    await panel('shelf').getByRole('button', { name: 'Cash ±' }).click();
    const amount = panel('cash').locator('[data-money]');
    const record = panel('cash').getByRole('button', { name: 'Record cash out' });
    await record.click();
    await panel('cash').getByText('always has a reason').waitFor();
    await panel('cash').getByLabel('Reason').fill('Bank deposit');
    for (const typed of ['abc', '-5', '0']) {
      await amount.fill(typed);
      await record.click();
      await expect.poll(() => amount.getAttribute('aria-invalid')).toBe('true');
    }
    await amount.fill('90000');
    await record.click();
    const refused = panel('cash').getByRole('alert');
    await refused.waitFor();
    expect(await axe(page)).toEqual([]);
    const seen = await refused.evaluate((one) => {
      const { left, top, width, height } = one.getBoundingClientRect();
      return one.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });
    expect(seen).toBe(true);
    await amount.fill('50');
    await record.click();
    await panel('shelf').waitFor();
    expect(errors).toEqual([]);
  });
});
