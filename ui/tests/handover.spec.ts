import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOKS, axe, launch, picture, sideways, type Look } from './browser.ts';
import { signedIn } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** A ring goes home: slip, weight, stone by stone, then both sides sign; and a correction is seen. */
let browser: Browser;
let shop: Shop;

const words = (look: Partial<Look>) =>
  look.locale === 'en'
    ? {
        go: 'Hand over',
        slip: 'The customer’s slip',
        weight: 'Weight now',
        came: 'As it came in',
        present: 'Present'
      }
    : {
        go: 'Remettre au client',
        slip: 'Reçu du client',
        weight: 'Poids à la remise',
        came: 'Au dépôt',
        present: 'Présente'
      };

async function api(page: Page, method: 'post' | 'put' | 'get', path: string, data?: unknown) {
  const headers = { 'Idempotency-Key': crypto.randomUUID() };
  const sent = await page
    .context()
    .request[method](`${shop.base}/api/v1${path}`, { headers, data });
  expect(sent.ok(), `${path}: ${sent.status()} ${await sent.text()}`).toBe(true);
  return sent.json();
}

/** Ready, with two places of stones and a task that took metal out. */
async function ready(page: Page) {
  const customer = crypto.randomUUID();
  await api(page, 'post', '/customers', {
    id: customer,
    last_name: 'Lefèvre',
    first_name: 'Agnès',
    phone: '06 12 34 56 78'
  });
  const stone = { stone: 'pierre blanche, ronde', note: '' };
  const task = { id: crypto.randomUUID(), kind: 'sizing', title: 'Mise à taille' };
  const taken = await api(page, 'post', '/repairs', {
    id: crypto.randomUUID(),
    customer_id: customer,
    ceiling: 'none',
    objects: [
      {
        id: crypto.randomUUID(),
        object: 'Bague, métal blanc, pierre blanche',
        said: '',
        condition: '',
        gross_ug: 3_420_500,
        promised_on: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10),
        rush: false,
        stones: [
          { ...stone, seat: 'Centre', count: 1 },
          { ...stone, seat: 'Épaules', count: 4 }
        ],
        tasks: [{ ...task, price_minor: 0, minutes: 30, vat_bp: 2000, metal_out_mg: 120 }]
      }
    ]
  });
  const job = taken.jobs[0];
  for (const act of ['start', 'check', 'pass'])
    await api(page, 'post', `/repair-jobs/${job.id}/act`, { act });
  return { id: taken.id as string, number: taken.number as string, job: job.id as string };
}
async function openPanel(page: Page, id: string, look: Partial<Look> = {}) {
  await page.goto(`${shop.base}/office/repair/${id}`);
  await page.locator('ol time').first().waitFor();
  await page
    .getByRole('button', { name: words(look).go, exact: true })
    .first()
    .click();
  await page.getByLabel(words(look).slip).waitFor();
}

describe('a hand-over', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('shows no number to copy, weighs before it compares, looks at each stone, and is signed by both', async () => {
    const { page, errors } = await signedIn(browser, shop.base, 'Léa');
    const { id, number } = await ready(page);
    await openPanel(page, id);
    const panel = page.getByRole('complementary').last();
    expect(await panel.getByText(number).count()).toBe(0);
    expect(await panel.getByText('3,3005').count(), 'nobody copies the weight').toBe(0);
    const send = () => panel.getByRole('button', { name: 'Remettre au client' }).click();
    await send();
    await panel.getByText('Pesez l’objet').waitFor();
    await page.getByLabel('Poids à la remise').fill('3,3');
    await panel.getByText('prévu, selon Léa').waitFor();
    await send();
    await panel.getByText('Dites de chaque pierre').waitFor();
    for (const seat of ['Centre', 'Épaules'])
      await panel
        .getByRole('group', { name: new RegExp(`^${seat}`) })
        .getByRole('button', { name: 'Présente' })
        .click();
    await picture(page, 'hand-over-compared', true);
    expect(await axe(page)).toEqual([]);
    // The envelope is in the shop's hand: it proves nothing.
    await page.getByLabel('Reçu du client').fill(`${number}-1`);
    await send();
    await panel.getByText('C’est l’enveloppe').waitFor();
    await page.getByLabel('Reçu du client').fill(number);
    await send();
    await panel.getByRole('button', { name: 'Refuse ou ne peut pas signer' }).click();
    await picture(page, 'hand-over-refused', true);
    await panel.getByLabel('Pourquoi le client ne signe pas').fill('main plâtrée');
    await panel.getByRole('button', { name: 'Noter sans signature' }).click();
    await panel.getByText('Le client n’a pas signé').waitFor();
    await picture(page, 'hand-over-shop-signs', true);
    expect(await axe(page)).toEqual([]);
    await panel.getByRole('button', { name: /^Signer pour la maison · Léa/ }).click();
    await page.locator('h2 ~ span').filter({ hasText: 'Remis' }).first().waitFor();
    const signed = await api(page, 'get', `/repairs/${id}/signatures`);
    expect(signed.map((one: { side: string; medium: string }) => [one.side, one.medium])).toEqual([
      ['customer', 'refused'],
      ['shop', 'session']
    ]);
    expect(errors.filter((text) => !/422/.test(text))).toEqual([]);
  }, 120_000);

  it('is compared with what was seen first where that was corrected, by two', async () => {
    const { page, errors } = await signedIn(browser, shop.base, 'Léa');
    const { id, job } = await ready(page);
    await page.goto(`${shop.base}/office/repair/${id}`);
    await page.getByRole('button', { name: 'Autres étapes' }).click();
    await page.getByRole('menuitem', { name: 'Corriger la fiche' }).click();
    await page.getByText('Le client est parti ou l’objet a bougé').waitFor();
    await page.getByLabel('Poids brut').fill('3,0205');
    await page.getByLabel('Motif').fill('mal lu au dépôt');
    await picture(page, 'hand-over-amend', true);
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await page.getByText('un responsable en répond').waitFor();
    // Not she herself: somebody else.
    expect(await page.getByRole('button', { name: 'Léa', exact: true }).count()).toBe(0);
    await picture(page, 'hand-over-second', true);
    await page.getByRole('button', { name: 'Karim', exact: true }).click();
    for (const digit of '2345')
      await page.getByRole('button', { name: digit, exact: true }).click();
    await page.getByRole('button', { name: 'Valider', exact: true }).click();
    await page.locator('del', { hasText: '3,4205' }).waitFor();
    await picture(page, 'hand-over-history', true);
    expect(await axe(page)).toEqual([]);
    const [sheet] = (await api(page, 'get', `/repairs/${id}`)).jobs;
    expect([sheet.id, sheet.gross_ug, sheet.first.gross_ug]).toEqual([job, 3_020_500, 3_420_500]);
    await openPanel(page, id);
    await page.getByLabel('Poids à la remise').fill('2,9');
    await page.getByText('Constaté d’abord au dépôt').first().waitFor();
    expect(errors.filter((text) => !/409/.test(text))).toEqual([]);
  }, 120_000);

  it.each(LOOKS)('looks right in $locale, $theme', async (look) => {
    const { page, errors } = await signedIn(browser, shop.base, 'Léa', look);
    const { id } = await ready(page);
    await openPanel(page, id, look);
    await page.getByLabel(words(look).weight).fill(look.locale === 'en' ? '3.3' : '3,3');
    await page.getByText(words(look).came).first().waitFor();
    await page
      .getByRole('button', { name: words(look).present })
      .first()
      .click();
    await picture(page, `hand-over-${look.locale}-${look.theme}`, true);
    expect(await axe(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    expect(errors).toEqual([]);
  });
});
