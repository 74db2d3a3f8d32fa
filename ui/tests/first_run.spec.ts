/** The assistant of a shop that is not there yet, on the real server: every step, with bad input. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  LOCALES,
  SCREENS,
  THEMES,
  axe,
  cutOff,
  launch,
  open,
  picture,
  sideways,
  smallTargets
} from './browser.ts';
import { startShop, type Shop } from './shop.ts';

let browser: Browser;

/** What every step is asked, in both lights and on every screen. */
async function judged(page: Page, step: string) {
  for (const size of SCREENS) {
    await page.setViewportSize(size);
    for (const theme of THEMES) {
      await page.evaluate((light) => (document.documentElement.dataset.theme = light), theme);
      const at = { step, size, theme };
      expect({ ...at, found: await axe(page) }).toEqual({ ...at, found: [] });
    }
    const by = Math.max(0, await sideways(page));
    const [small, cut] = [await smallTargets(page, 32), await cutOff(page)];
    expect({ step, size, by, small, cut }).toEqual({ step, size, by: 0, small: [], cut: [] });
  }
  await page.setViewportSize({ width: 1024, height: 768 });
}

describe('the first run', () => {
  let shop: Shop;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => browser?.close());

  it.each(LOCALES)(
    'takes nothing wrong at any step, and is accessible: %s',
    async (locale) => {
      shop = await startShop();
      const { page, errors } = await open(browser, `${shop.base}/till`, { locale });
      try {
        // Whatever the address, there is one page until there is a shop.
        await page.waitForURL(({ pathname }) => pathname === '/first-run');
        await page.locator('form').waitFor();
        const next = page.locator('button[type=submit]');
        const wrong = page.locator('[aria-invalid="true"]');
        const field = (index: number) =>
          page.locator('form input:not([type=file]), form textarea').nth(index);
        await judged(page, 'language');
        await next.click();

        const ORDER = [
          'name',
          'legal',
          'address',
          'siret',
          'naf',
          'vat',
          'phone',
          'email'
        ] as const;
        const fill = async (values: Partial<Record<(typeof ORDER)[number], string>>) => {
          for (const [name, text] of Object.entries(values)) {
            await field(ORDER.indexOf(name as (typeof ORDER)[number])).fill(text);
          }
        };
        await next.click();
        // Name, address, SIRET, NAF code and VAT number.
        await expect.poll(() => wrong.count()).toBe(5);
        await judged(page, 'shop, empty');
        await fill({
          name: 'B'.repeat(101),
          address: '12 rue des Orfèvres\n75001 Paris',
          siret: '732 829 320 00075',
          naf: 'bijoux',
          vat: 'FR00732829320',
          phone: 'abc',
          email: 'pas-un-email'
        });
        // All but the address, and what may be empty and is.
        await expect.poll(() => wrong.count()).toBe(6);
        await judged(page, 'shop, wrong');
        const logo = page.locator('input[type=file]');
        const text = Buffer.from('hello');
        await logo.setInputFiles({ name: 'logo.jpg', mimeType: 'image/jpeg', buffer: text });
        await page.locator('form [role=alert]').waitFor();
        expect(await page.locator('form img').count()).toBe(0);
        await fill({
          name: 'Maison Vauquelin',
          siret: '732 829 320 00074',
          naf: '4777z',
          vat: 'FR44732829320',
          phone: '01 42 60 00 00',
          email: 'contact@vauquelin.fr'
        });
        await expect.poll(() => wrong.count()).toBe(0);
        await next.click();

        // The address that the server printed was not used: its code is asked for.
        await field(3).waitFor();
        await next.click();
        await expect.poll(() => wrong.count()).toBe(3);
        await judged(page, 'owner, empty');
        for (const [pin, again] of [
          ['12', '12'],
          ['1234', '1234'],
          ['4829', '4820']
        ] as const) {
          await field(1).fill(pin);
          await field(2).fill(again);
          await next.click();
          await expect.poll(() => wrong.count()).toBe(3);
        }
        await field(0).fill('Claire Vauquelin');
        await field(2).fill('4829');
        await field(3).fill('wrong');
        await next.click();
        await page.getByRole('alert').first().waitFor();
        expect(await page.locator('[data-recovery]').count()).toBe(0);
        await field(3).fill(new URL(shop.first).searchParams.get('token') ?? '');
        await next.click();

        const key = page.locator('[data-recovery]');
        await key.waitFor();
        const code = (await key.getAttribute('data-recovery')) ?? '';
        await judged(page, 'key');
        await field(0).fill('----');
        await next.click();
        await expect.poll(() => wrong.count()).toBe(1);
        await judged(page, 'key, wrong');
        await picture(page, `first-run-key-wrong-${locale}`);
        await field(0).fill(code.slice(-4).toLowerCase());
        await next.click();
        await page.locator('a[href="/till"]').waitFor();
        await judged(page, 'done');
        expect(errors).toEqual([]);
      } finally {
        await page.context().close();
        shop.stop();
      }
    },
    240_000
  );
});
