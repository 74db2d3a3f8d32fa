import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launch, picture, sideways, type Look } from './browser.ts';
import { signedIn } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** An estimate agreed to by a name under it at the counter; the letter to somebody who never came. */
let browser: Browser;
let shop: Shop;

const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click();
const pick = async (page: Page, menu: string, item: string) => {
  await press(page, menu);
  await page.getByRole('menuitem', { name: item, exact: true }).click();
};
const choose = async (page: Page, label: string, option: string) => {
  await page.getByLabel(label).first().press('Enter');
  await page.getByRole('option', { name: option }).click();
};

/** A hand at the pad. */
async function draw(page: Page) {
  const pad = page.locator('canvas');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('there is no pad');
  await page.mouse.move(box.x + 40, box.y + box.height * 0.6);
  await page.mouse.down();
  for (let at = 1; at <= 30; at++)
    await page.mouse.move(
      box.x + 40 + at * 6,
      box.y + box.height * (0.55 + 0.25 * Math.sin(at / 2.2))
    );
  await page.mouse.up();
}

const soon = (days: number) =>
  new Date(Date.now() + days * 24 * 3_600_000).toISOString().slice(0, 10);

/** A ring whose customer is asked. */
async function asked(page: Page, address: string) {
  const api = async (path: string, data: object) => {
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const sent = await page.context().request.post(`${shop.base}/api/v1${path}`, { headers, data });
    expect(sent.ok(), `${path}: ${sent.status()}`).toBe(true);
  };
  const [customer, id, job] = [0, 1, 2].map(() => crypto.randomUUID());
  const name = { last_name: 'Lefèvre', first_name: 'Agnès', phone: '06 12 34 56 78' };
  await api('/customers', { id: customer, ...name });
  const sheet = `${shop.base}/api/v1/customers/${customer}`;
  const { version } = await (await page.context().request.get(sheet)).json();
  const put = await page.context().request.put(sheet, {
    headers: { 'idempotency-key': crypto.randomUUID() },
    data: { version, ...name, address, country: 'FR' }
  });
  expect(put.ok(), `customer: ${put.status()}`).toBe(true);
  const task = (kind: string, title: string, price_minor: number) => ({
    id: crypto.randomUUID(),
    kind,
    title,
    price_minor,
    vat_bp: 2000,
    size_from: kind === 'sizing' ? '52' : '',
    size_to: kind === 'sizing' ? '54' : ''
  });
  await api('/repairs', {
    id,
    customer_id: customer,
    ceiling: 'call_first',
    objects: [
      {
        id: job,
        object: 'Bague, métal blanc, pierre blanche',
        promised_on: soon(7),
        rush: false,
        stones: [],
        tasks: [task('sizing', 'Mise à taille', 6_500), task('rhodium', 'Rhodiage', 4_000)]
      }
    ]
  });
  await api(`/repair-jobs/${job}/act`, { act: 'begin_estimate' });
  await api(`/repair-jobs/${job}/estimate`, {
    id: crypto.randomUUID(),
    valid_until: soon(30),
    note: ''
  });
  return { id, job, api };
}

const office = (look: Partial<Look> = {}) => signedIn(browser, shop.base, 'Léa', look);

describe('an estimate', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('is agreed to by a name under it, printed, and its signature withdrawn', async () => {
    const { page, errors } = await office();
    const { id } = await asked(page, '');
    await page.goto(`${shop.base}/office/repair/${id}`);
    await page.getByRole('heading', { name: 'Devis', exact: true }).waitFor();
    await press(page, 'Devis accepté');
    await choose(page, 'Par quel moyen', 'Signature du devis');
    await page.getByRole('link', { name: 'Lire le document' }).waitFor();
    await draw(page);
    await picture(page, 'estimate-sign', true);
    expect(await axe(page)).toEqual([]);
    await press(page, 'Garder ce tracé');
    await page.locator('h2 ~ span').filter({ hasText: 'À l’établi' }).first().waitFor();
    await page.getByText('Bon pour accord signé par Agnès Lefèvre').waitFor();
    await picture(page, 'estimate-signed', true);
    expect(await sideways(page)).toBe(0);
    const pdf = page.getByRole('link', { name: 'PDF', exact: true });
    const at = (await pdf.getAttribute('href')) ?? '';
    const paper = await page.context().request.get(`${shop.base}${at}`);
    expect(paper.headers()['content-type']).toBe('application/pdf');
    // Signed by the wrong hand: it is withdrawn with its reason, and given again on paper.
    await press(page, 'Retirer');
    await page.getByLabel('Pourquoi elle ne compte pas').fill('signé par son mari');
    await page.getByRole('button', { name: 'Retirer' }).last().click();
    await page.getByText('signé par son mari').waitFor();
    await press(page, 'Faire signer');
    await press(page, 'Signé sur le papier');
    await expect.poll(() => page.getByText('Bon pour accord signé par').count()).toBe(2);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('that nobody fetched is followed by the letter of the law, once there is an address', async () => {
    const { page, errors } = await office({ locale: 'en', theme: 'dark' });
    const without = await asked(page, '');
    await without.api(`/repair-jobs/${without.job}/answer`, {
      answer: 'refused',
      channel: 'phone',
      note: ''
    });
    await page.goto(`${shop.base}/office/repair/${without.id}`);
    await pick(page, 'Other steps', 'Write the formal notice');
    await page.getByRole('button', { name: 'Write the formal notice' }).last().click();
    await page.getByText('This customer’s address is not known').waitFor();
    const { id, job, api } = await asked(page, '8, rue des Orfèvres\n29000 Quimper');
    await api(`/repair-jobs/${job}/answer`, { answer: 'refused', channel: 'phone', note: '' });
    await page.goto(`${shop.base}/office/repair/${id}`);
    await pick(page, 'Other steps', 'Write the formal notice');
    await picture(page, 'estimate-letter-en-dark', true);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Write the formal notice' }).last().click();
    const letter = page.getByRole('link', { name: 'Formal notice (PDF)' });
    await letter.waitFor();
    const at = (await letter.getAttribute('href')) ?? '';
    const paper = await page.context().request.get(`${shop.base}${at}`);
    expect(paper.headers()['content-type']).toBe('application/pdf');
    await picture(page, 'estimate-letter-written-en-dark', true);
    expect(errors).toEqual([]);
    await page.close();
  });
});
