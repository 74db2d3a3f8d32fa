import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOKS, axe, launch, picture, sideways } from './browser.ts';
import { signedIn } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** A brooch is left for an appraisal, signed for, found among what is not ours, and fetched against its slip. */
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
    await page.mouse.move(box.x + 40 + at * 8, box.y + box.height * (0.55 + 0.25 * Math.sin(at)));
  await page.mouse.up();
}

describe('what a customer leaves for an appraisal', () => {
  let page: Page;
  let errors: string[];
  let appraisal = '';
  async function send(path: string, data: object) {
    const reply = await page.context().request.fetch(`${shop.base}/api/v1${path}`, {
      method: 'POST',
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
    const id = crypto.randomUUID();
    await send('/appraisals', { id, kind: 'insurance', customer_id: customer, piece_ids: [] });
    appraisal = `${shop.base}/office/appraisal/${id}`;
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('has a slip, is held, and goes home weighed again', async () => {
    await page.goto(appraisal);
    const section = page.getByRole('region', { name: 'Objets confiés par le client' });
    await section.getByText('Rien n’a été confié.').waitFor();
    await press(page, 'Prendre en dépôt');
    await press(page, 'Établir le reçu');
    await page.getByText('Corrigez les champs').first().waitFor();
    await page.getByLabel('Objet', { exact: true }).fill('Broche, métal jaune, pierre bleue');
    await page.getByLabel('Poids', { exact: true }).fill('12,34');
    await page.getByLabel('Signes distinctifs').fill('poinçon effacé');
    await page.getByLabel('Valeur déclarée').fill('1200');
    await page.getByLabel('Rangé à').click();
    await page.getByRole('option').first().click();
    await picture(page, 'entrusted-take-in', true);
    expect(await axe(page)).toEqual([]);
    await press(page, 'Établir le reçu');
    await draw(page);
    await press(page, 'Garder ce tracé');
    await section.getByText('Signé par Agnès Lefèvre').waitFor();
    await section.getByText('ici', { exact: true }).waitFor();
    const number = (
      await section
        .getByText(/-D\d\d-\d+$/)
        .first()
        .innerText()
    ).trim();
    await section.scrollIntoViewIfNeeded();
    await picture(page, 'entrusted-appraisal', true);

    // Found among what is not ours.
    await page.goto(`${shop.base}/office/entrusted`);
    await page.getByText(number).waitFor();
    await picture(page, 'entrusted-held');
    expect(await axe(page)).toEqual([]);
    await page.getByText(number).click();
    await page.waitForURL(/appraisal/);

    // The wrong receipt opens nothing.
    await press(page, `Rendre ce qui reste de ${number}`);
    await page.getByLabel('Numéro du reçu présenté').fill('1-D26-99');
    await page.getByLabel(/^Poids maintenant/).fill('12,34');
    await press(page, 'Rendre');
    await page.getByText(/1-D26-99 n’est pas le reçu/).waitFor();
    await picture(page, 'entrusted-give-back', true);
    await page.getByLabel('Numéro du reçu présenté').fill(number);
    await press(page, 'Rendre');
    await section.getByText('sorti', { exact: true }).waitFor();
    await section.getByText(/Rendu le/).waitFor();
    await picture(page, 'entrusted-gone', true);
    expect(errors).toEqual([]);
  }, 120_000);

  it('as stones for an order are quoted for nothing and accounted for when it goes home', async () => {
    const customer = crypto.randomUUID();
    await send('/customers', { id: customer, last_name: 'Roche', first_name: 'Claire' });
    const id = crypto.randomUUID();
    const about = { title: 'Bague saphirs' };
    await send('/custom-orders', { id, customer_id: customer, about });
    const stones = {
      id: crypto.randomUUID(),
      object: 'pierres bleues, rondes',
      count: 5,
      size: '2,2 mm',
      marks: 'une égrisure'
    };
    await send('/entrusted', {
      id: crypto.randomUUID(),
      of: 'custom',
      of_id: id,
      objects: [stones]
    });
    await page.goto(`${shop.base}/office/custom/${id}`);
    await page
      .getByRole('region', { name: 'Objets confiés par le client' })
      .getByText('pierres bleues, rondes')
      .waitFor();
    await page
      .getByRole('button', { name: /^Écrire (le|un) devis/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Pierres', exact: true }).click();
    await page.getByLabel('Pierres du client').click();
    await page.getByRole('option', { name: /pierres bleues/ }).click();
    await page.getByText('Confiées par le client').waitFor();
    await picture(page, 'entrusted-quote', true);
    expect(await axe(page)).toEqual([]);
    await press(page, 'Calculer et enregistrer');
    await page.getByText('pierres du client', { exact: false }).first().waitFor();
    // Agreed, made and ready; nothing is owed.
    const sheet = await (
      await page.context().request.get(`${shop.base}/api/v1/custom-orders/${id}`)
    ).json();
    await send(`/custom-orders/${id}/quote/send`, { version: sheet.version });
    await send(`/custom-orders/${id}/answer`, { answer: 'approved', channel: 'counter' });
    await send(`/custom-orders/${id}/act`, { act: 'produce' });
    await send(`/custom-orders/${id}/act`, { act: 'finish' });
    await page.reload();
    await press(page, 'Remettre au client');
    const panel = page.locator('aside');
    await panel.getByLabel('Serties').fill('4');
    await panel.getByText(/où elles sont/).waitFor();
    for (const box of await panel.getByRole('checkbox').all()) await box.check();
    await panel.getByRole('button', { name: 'Remettre au client' }).click();
    await panel.getByText(/dites pour chacune des 5 pierres/).waitFor();
    await panel.getByLabel('Rendues').fill('1');
    await picture(page, 'entrusted-deliver', true);
    expect(await axe(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Remettre au client' }).click();
    await press(page, 'Signé sur le papier');
    await page.getByRole('button', { name: /^Signer pour la maison/ }).click();
    await page.getByRole('region', { name: 'Remise au client' }).waitFor();
    await page
      .getByRole('region', { name: 'Objets confiés par le client' })
      .getByText(/Serti, remis le/)
      .waitFor();
    expect(errors).toEqual([]);
  }, 120_000);

  it('can be read in every look', async () => {
    for (const look of LOOKS) {
      const opened = await signedIn(browser, shop.base, undefined, look);
      await opened.page.goto(appraisal);
      await opened.page.getByRole('heading', { level: 2 }).first().waitFor();
      const name = `${look.locale}-${look.theme}`;
      const section = opened.page.getByRole('region', { name: /^(Objets confiés|.*entrusted)/i });
      await section.first().scrollIntoViewIfNeeded();
      await picture(opened.page, `entrusted-${name}`, true);
      expect(await sideways(opened.page)).toBeLessThanOrEqual(0);
      await opened.page.close();
    }
  }, 120_000);
});
