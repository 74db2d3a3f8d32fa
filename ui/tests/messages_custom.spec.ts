import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOKS, axe, launch, picture, sideways } from './browser.ts';
import { startMailServer, type MailServer } from './mail_server.ts';
import { signedIn } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** The customer of an order is told by e-mail, with the quote; the order shows it, and sends it again. */
let browser: Browser;
let shop: Shop;
let office: MailServer;

const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click();

describe('messages about an order', () => {
  let page: Page;
  let errors: string[];
  let order: string;
  const call = async (method: 'post' | 'put', path: string, data: object, status: number) => {
    const answer = await page.context().request[method](`${shop.base}/api/v1${path}`, {
      headers: { 'idempotency-key': crypto.randomUUID() },
      data
    });
    expect(answer.status(), await answer.text()).toBe(status);
    return status === 204 ? null : ((await answer.json()) as { id: string; version: number });
  };
  beforeAll(async () => {
    [browser, shop, office] = await Promise.all([launch(), startShop('demo'), startMailServer()]);
    ({ page, errors } = await signedIn(browser, shop.base, 'Léa'));
    // Never quiet: the test runs at any hour.
    const setup = await page.context().request.get(`${shop.base}/api/v1/messages/setup`);
    const { rules } = (await setup.json()) as { rules: object };
    await call(
      'put',
      '/messages/rules',
      { ...rules, quiet_from_minutes: 0, quiet_until_minutes: 0 },
      204
    );
    await call(
      'put',
      '/messages/mail',
      {
        active: true,
        host: 'localhost',
        port: Number(office.port),
        security: 'none',
        login: '',
        password: null,
        from: 'boutique@example.fr',
        certificate: ''
      },
      204
    );
    const customer = crypto.randomUUID();
    await call(
      'post',
      '/customers',
      { id: customer, last_name: 'Lefèvre', first_name: 'Agnès', email: 'agnes@example.fr' },
      201
    );
    const about = { title: 'Alliance deux ors', brief: 'Brossée.', ring_size: '52', fields: [] };
    order = crypto.randomUUID();
    await call('post', '/custom-orders', { id: order, customer_id: customer, about }, 201);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
    office?.stop();
  });

  it('go with the quote, stand on its sheet, and go again', async () => {
    const line = {
      id: crypto.randomUUID(),
      kind: 'labour',
      title: 'Façon et sertissage',
      minutes: 480,
      typed_minor: 240_000,
      vat_bp: 2_000
    };
    const until = new Date(Date.now() + 20 * 24 * 3_600_000).toISOString().slice(0, 10);
    const quote = { id: crypto.randomUUID(), version: 1, valid_until: until, note: '' };
    const saved = await call(
      'put',
      `/custom-orders/${order}/quote`,
      { ...quote, lines: [line] },
      200
    );
    await call('post', `/custom-orders/${order}/quote/send`, { version: saved?.version }, 200);
    await page.goto(`${shop.base}/office/custom/${order}`);
    const told = page.getByRole('region', { name: 'Messages' });
    await told.getByRole('link', { name: /Devis envoyé/ }).waitFor();
    await told.getByText('Envoyé', { exact: true }).waitFor();
    await page.getByRole('region', { name: 'Historique' }).getByText('Client prévenu').waitFor();
    await expect.poll(() => office.letters().length).toBe(1);
    expect(office.letters()[0]).toMatchObject({ to: ['agnes@example.fr'] });
    expect(office.letters()[0]?.attached?.[0]?.type).toBe('application/pdf');
    await picture(page, 'messages-order', true);
    expect(await axe(page)).toEqual([]);

    await told.getByRole('link', { name: /Devis envoyé/ }).click();
    await page.getByRole('link', { name: 'Devis joint (PDF)' }).waitFor();
    await press(page, 'Renvoyer');
    await expect.poll(() => office.letters().length).toBe(2);
    expect(office.letters()[1]?.attached).toHaveLength(1);
    await page.getByRole('link', { name: 'Ouvrir la commande' }).click();
    await page.waitForURL(/office\/custom\//);
    expect(errors).toEqual([]);
  }, 120_000);

  it('look well in both languages and both lights', async () => {
    for (const look of LOOKS) {
      const name = `${look.locale}-${look.theme}`;
      const { page, errors } = await signedIn(browser, shop.base, 'Léa', look);
      await page.goto(`${shop.base}/office/custom/${order}`);
      await page.getByRole('region', { name: 'Messages' }).scrollIntoViewIfNeeded();
      await picture(page, `messages-order-${name}`);
      expect(await axe(page)).toEqual([]);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      await page.goto(`${shop.base}/office/settings/messages`);
      await page.getByRole('tab').nth(2).click();
      await page.locator('[role=tabpanel] fieldset').first().waitFor();
      await picture(page, `messages-order-rules-${name}`, true);
      expect(await axe(page)).toEqual([]);
      await page.getByRole('tab').nth(3).click();
      await page
        .getByText(/Œuvrard/)
        .first()
        .waitFor();
      await page
        .getByLabel(look.locale === 'fr' ? 'Envoyé par' : 'Sent by', { exact: true })
        .press('Enter');
      await page.getByRole('option', { name: 'SMS', exact: true }).click();
      await page.getByText(/SMS (à payer|to pay for)/).waitFor();
      await picture(page, `messages-order-texts-${name}`);
      expect(await axe(page)).toEqual([]);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      expect(errors).toEqual([]);
      await page.context().close();
    }
  }, 300_000);
});
