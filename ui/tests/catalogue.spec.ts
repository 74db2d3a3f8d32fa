import type { Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  LOOKS,
  SIZES,
  axe,
  launch,
  open,
  picture,
  serve,
  sideways,
  smallTargets
} from './browser.ts';
import { Scanner } from './scanner.ts';

let browser: Browser;
let server: Server;
let base = '';

beforeAll(async () => {
  browser = await launch();
  ({ base, server } = await serve('build-catalogue'));
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** The page with its components on it: what could not open has nothing to find fault with. */
async function catalogue(look = {}, size = SIZES[0]) {
  const opened = await open(browser, `${base}/catalogue`, look, size);
  await opened.page.getByRole('table', { name: 'Stock' }).getByRole('row').nth(3).waitFor();
  return opened;
}

describe('the components', () => {
  it.each(LOOKS)('are accessible: $locale, $theme', async (look) => {
    const { page, errors } = await catalogue(look);
    expect(await axe(page)).toEqual([]);
    expect(errors).toEqual([]);
    await picture(page, `catalogue-${look.locale}-${look.theme}`, true);
    await page.context().close();
  });

  it.each(SIZES)('never scroll sideways: $width×$height', async (size) => {
    const { page } = await catalogue({}, size);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  it('have targets a finger can hit', async () => {
    const { page } = await catalogue();
    expect(await smallTargets(page, 48)).toEqual([]);
    await page.context().close();
  });

  it('draw a few rows of a hundred thousand', async () => {
    const { page } = await catalogue();
    const table = page.getByRole('table', { name: 'Stock' });
    await table.getByRole('row').nth(3).waitFor();
    expect(await table.getByRole('row').count()).toBeLessThan(40);
    expect(await table.getAttribute('aria-rowcount')).toBe('100001');
    await page.context().close();
  });
});

describe('the scanner', () => {
  it.each(['us', 'azerty'] as const)('is heard from any focus on a %s keyboard', async (layout) => {
    const { page } = await catalogue();
    const scanner = await Scanner.on(page);
    const field = page.getByLabel('Nom', { exact: true });
    const heard = page.getByTestId('heard');
    await field.fill('Roche');
    await field.focus();
    await scanner.scan('J104-0042', { layout });
    await expect.poll(() => heard.innerText()).toBe('J104-0042');
    // The field is as it was: neither the code nor its first letters were typed into it.
    expect(await field.inputValue()).toBe('Roche');

    // On a button its Enter presses nothing.
    await page.getByTestId('counter').focus();
    await scanner.scan('4006381333931', { layout });
    await expect.poll(() => heard.innerText()).toBe('J104-0042\n4006381333931');
    expect(await page.getByTestId('counter').innerText()).toBe('0');
    await page.context().close();
  });

  it('reads fifty codes at ten a second', async () => {
    const { page } = await catalogue();
    const scanner = await Scanner.on(page);
    const codes = Array.from({ length: 50 }, (_, index) => `29000000${1000 + index}`);
    for (const [index, code] of codes.entries()) {
      await scanner.scan(code, { layout: index % 2 ? 'azerty' : 'us' });
    }
    await expect.poll(() => page.getByTestId('heard').innerText()).toBe(codes.join('\n'));
    await page.context().close();
  });

  it('is not a person typing', async () => {
    const { page } = await catalogue();
    const field = page.getByLabel('Nom', { exact: true });
    await field.fill('');
    await field.pressSequentially('alliance', { delay: 90 });
    await page.keyboard.press('Enter');
    expect(await field.inputValue()).toBe('alliance');
    expect(await page.getByTestId('heard').innerText()).toBe('');
    await page.context().close();
  });
});

describe('payment', () => {
  it('takes a split, the rest by card with its authorisation, without a mouse', async () => {
    const { page } = await catalogue();
    // 1,290.00 is beyond the cash limit: the card is proposed, the arrow up chooses cash.
    const amount = page.locator('[data-pay] [data-money]');
    await amount.focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('1000', { delay: 80 });
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('[data-left]').innerText()).toContain('290,00');
    // More cash is not allowed, so the rest is the card's: Enter asks for its authorisation.
    await page.keyboard.press('Enter');
    await expect
      .poll(() =>
        page.getByLabel('N° d’autorisation').evaluate((one) => one === document.activeElement)
      )
      .toBe(true);
    await page.keyboard.type('123456', { delay: 80 });
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('completed').innerText()).toBe('1');
    await page.context().close();
  });
});
