import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOKS, axe, launch, picture, sideways } from './browser.ts';
import { signedIn } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** A customer leaves old gold, signs for it, has it melted and used in her ring; the rest goes home. */
let browser: Browser;
let shop: Shop;

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).first().click();

/** A hand at the pad. */
async function draw(page: Page) {
  const pad = page.locator('canvas');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('there is no pad');
  await page.mouse.move(box.x + 40, box.y + box.height * 0.6);
  await page.mouse.down();
  for (let at = 1; at <= 30; at++)
    await page.mouse.move(box.x + 40 + at * 9, box.y + box.height * (0.55 + 0.25 * Math.sin(at)));
  await page.mouse.up();
}

describe('a customer’s metal', () => {
  let page: Page;
  let errors: string[];
  let order = '';
  let account = '';
  /** What the API is asked, as one of its commands. */
  async function send(path: string, data: object, method = 'POST') {
    const reply = await page.context().request.fetch(`${shop.base}/api/v1${path}`, {
      method,
      headers: { 'idempotency-key': crypto.randomUUID() },
      data
    });
    expect(reply.ok(), `${path}: ${await reply.text()}`).toBe(true);
    return reply.status() === 204 ? null : reply.json();
  }
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
    ({ page, errors } = await signedIn(browser, shop.base));
    const customer = crypto.randomUUID();
    await send('/customers', { id: customer, last_name: 'Lefèvre', first_name: 'Agnès' });
    account = `${shop.base}/office/metal-accounts/${customer}`;
    // Her ring is agreed, and at the bench.
    const id = crypto.randomUUID();
    const about = { title: 'Alliance deux ors' };
    let made = await send('/custom-orders', { id, customer_id: customer, about });
    const line = {
      id: crypto.randomUUID(),
      kind: 'labour',
      title: 'Façon',
      typed_minor: 90_000,
      vat_bp: 2000
    };
    const quote = {
      id: crypto.randomUUID(),
      version: made.version,
      valid_until: made.proposed.valid_until,
      lines: [line]
    };
    made = await send(`/custom-orders/${id}/quote`, quote, 'PUT');
    await send(`/custom-orders/${id}/quote/send`, { version: made.version });
    await send(`/custom-orders/${id}/answer`, { answer: 'approved', channel: 'counter' });
    await send(`/custom-orders/${id}/act`, { act: 'produce' });
    order = `${shop.base}/office/custom/${id}`;
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('is left, signed for, melted, used, put back and taken home', async () => {
    await page.goto(`${shop.base}/office/metal-accounts`);
    await page.getByText('Aucun métal de client').waitFor();
    await press(page, 'Prendre du métal en dépôt');
    await page
      .getByLabel('Chercher un client')
      .or(page.locator('aside input'))
      .first()
      .fill('lefèvre');
    await page.getByRole('button', { name: /Agnès Lefèvre/ }).click();
    await page.getByRole('heading', { name: 'Agnès Lefèvre' }).waitFor();
    await press(page, 'Établir le reçu');
    await page.getByText('Corrigez les champs').first().waitFor();
    await page.getByLabel('Description').fill('Chaîne cassée, métal jaune');
    await page.getByLabel('Titre', { exact: true }).fill('585');
    await page.getByLabel('Poids brut').fill('12,34');
    await press(page, 'Ajouter un objet');
    await page.getByLabel('Description').last().fill('Broche, métal jaune, pierres rouges');
    await page.getByLabel('Titre', { exact: true }).last().fill('750');
    await page.getByLabel('Poids brut').last().fill('8');
    await page.getByLabel('Pierres').last().click();
    await page.getByRole('option', { name: 'laissées en place' }).click();
    await page.getByLabel('Poids des pierres').fill('1,2');
    await page.getByText(/12,318/).waitFor();
    await picture(page, 'metal-account-take-in', true);
    await press(page, 'Établir le reçu');
    await draw(page);
    await press(page, 'Garder ce tracé');
    await page.getByText('Signé par Agnès Lefèvre').waitFor();

    // A melt, with what the fire took.
    await press(page, 'Fondre');
    for (const name of ['Chaîne cassée, métal jaune', 'Broche, métal jaune, pierres rouges'])
      await page.getByRole('checkbox', { name }).click();
    await page.getByLabel('Poids après fonte').fill('18,9');
    await page.getByLabel('Titre', { exact: true }).fill('640');
    await page
      .getByText(/12,096/)
      .first()
      .waitFor();
    await picture(page, 'metal-account-melt');
    await press(page, 'Écrire la fonte');
    await page.getByRole('region', { name: 'En dépôt' }).getByText('Lingotin').waitFor();

    // Into her ring, a little too much at first.
    await page.goto(order);
    const metal = page.getByRole('region', { name: 'Métal du client' });
    await metal.getByRole('button', { name: 'Employer du métal' }).click();
    await metal.getByLabel('Poids employé').fill('50');
    await metal.getByRole('button', { name: 'Employer', exact: true }).click();
    await metal.getByText('Il n’en reste que').waitFor();
    await metal.getByLabel('Poids employé').fill('5');
    await metal.getByLabel('Perte').fill('0,333');
    await picture(page, 'metal-account-use', true);
    await metal.getByRole('button', { name: 'Employer', exact: true }).click();
    await metal.getByText('Dans la pièce').waitFor();
    expect(await axe(page)).toEqual([]);
    await metal.getByRole('button', { name: 'Remettre au compte' }).click();
    await metal.getByLabel('Motif').fill('pesé deux fois');
    await metal.getByRole('button', { name: 'Remettre au compte' }).last().click();
    await expect.poll(() => metal.getByText('Dans la pièce').count()).toBe(0);

    // The rest goes home with her brother.
    await page.goto(account);
    await press(page, 'Rendre au client');
    await page.getByRole('checkbox', { name: 'Lingotin' }).click();
    await page.getByLabel('Remis à').fill('Son frère');
    await picture(page, 'metal-account-back');
    await press(page, 'Rendre et faire signer');
    await press(page, 'Signé sur le papier');
    await page.getByText('Signé par Son frère').waitFor();
    await expect.poll(() => page.getByText('0,00 g').count()).toBeGreaterThan(0);

    // By mistake: it is here again.
    await page.getByRole('button', { name: /^Rectifier : Restitution/ }).click();
    await page.getByLabel('Motif').fill('il repasse demain');
    await press(page, 'Écrire la rectification');
    await page.getByRole('region', { name: 'En dépôt' }).getByText('Lingotin').waitFor();
    expect(errors).toEqual([]);
  }, 60_000);

  it('is seen in both languages and both lights', async () => {
    for (const look of LOOKS) {
      const { page: seen } = await signedIn(browser, shop.base, 'Léa', look);
      await seen.setViewportSize({ width: 1024, height: 768 });
      for (const [name, address] of [
        ['list', `${shop.base}/office/metal-accounts`],
        ['account', account],
        ['order', order],
        ['position', `${shop.base}/office/position`]
      ] as const) {
        await seen.goto(address);
        await seen
          .getByText(/12,096|12\.096|Lingotin/)
          .first()
          .waitFor();
        expect(await sideways(seen), `${name} ${look.locale} ${look.theme}`).toBe(0);
        expect(await axe(seen), `${name} ${look.locale} ${look.theme}`).toEqual([]);
        await picture(seen, `metal-account-${name}-${look.locale}-${look.theme}`, true);
      }
      await seen.context().close();
    }
  }, 60_000);
});
