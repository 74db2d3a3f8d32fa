import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOKS, axe, launch, open, picture, sideways } from './browser.ts';
import { Scanner } from './scanner.ts';
import { startShop, type Shop } from './shop.ts';

/** Money for a repair, on the demonstration shop: in advance at the counter, the balance with a ring. */
let browser: Browser;
let shop: Shop;
let page: Page;
let errors: string[];
let scanner: Scanner;

const press = (name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();
const panel = (kind: string) => page.locator(`[data-panel="${kind}"]`);
const spaces = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace('−', '-');
const total = async () => spaces(await page.locator('[data-total]').innerText());
const owes = (amount: string) => expect.poll(total).toBe(amount);
const read = async (path: string) => (await page.request.get(`${shop.base}/api/v1${path}`)).json();
const send = async (method: 'POST' | 'PUT', path: string, data: unknown) => {
  const answer = await page.request.fetch(`${shop.base}/api/v1${path}`, {
    method,
    headers: { 'idempotency-key': crypto.randomUUID() },
    data
  });
  expect(answer.ok(), `${path} ${await answer.text()}`).toBe(true);
  return answer.json();
};
async function visit(route: string) {
  await page.goto(`${shop.base}/office/${route}`);
  await page.waitForSelector('#content h1');
}
const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
async function pick(item: string) {
  await press('Autres étapes');
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}
/** An object with one task of 45 €. */
async function takeIn(object: string) {
  const id = crypto.randomUUID();
  const job = crypto.randomUUID();
  const [customer] = await read('/customers?q=Lefèvre');
  const sheet = await send('POST', '/repairs', {
    id,
    customer_id: customer.id,
    ceiling: 'none',
    objects: [
      {
        id: job,
        object,
        said: '',
        condition: '',
        promised_on: inDays(7),
        rush: false,
        stones: [],
        tasks: [
          {
            id: crypto.randomUUID(),
            kind: 'solder',
            title: 'Soudure',
            price_minor: 4_500,
            minutes: 20,
            vat_bp: 2_000
          }
        ]
      }
    ]
  });
  return { id, job, code: String(sheet.jobs[0].code) };
}
/** A certificate of a brooch, made out to the same customer. */
async function issued() {
  const id = crypto.randomUUID();
  const [customer] = await read('/customers?q=Lefèvre');
  await send('PUT', '/appraiser', {
    name: 'Léa Marchand',
    credentials: { fr: 'Gemmologue', en: 'Gemmologist' }
  });
  const { version, draft } = await send('POST', '/appraisals', {
    id,
    kind: 'insurance',
    customer_id: customer.id,
    piece_ids: []
  });
  const both = (fr: string) => ({ fr, en: '' });
  const part = {
    ...{ metal: null, fineness: null, colour: null, weight_mg: null, stone: null },
    ...{ id: crypto.randomUUID(), text: both('Ensemble'), value_minor: 329_000, basis: 'market' },
    ...{ source: '', on: null, before_minor: null }
  };
  const item = {
    ...{ id: crypto.randomUUID(), piece_id: null, number: '', title: both('Broche') },
    ...{ description: both(''), weight_mg: null, size: '', hallmark: '', maker: '', serial: '' },
    ...{ fields: {}, photos: [], parts: [part] }
  };
  const kept = await send('PUT', `/appraisals/${id}`, {
    version,
    draft: { ...draft, items: [item] }
  });
  await send('POST', `/appraisals/${id}/issue`, { version: kept.version });
  return id;
}
async function payInCash() {
  await page.keyboard.press('F9');
  await panel('pay').getByRole('radio', { name: 'Espèces' }).click();
  await page.keyboard.press('Enter');
  await panel('done').waitFor();
}

describe('money for a repair', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
    ({ page, errors } = await open(browser, `${shop.base}/till`));
    scanner = await Scanner.on(page);
    await page.getByRole('button', { name: /Léa/ }).click();
    await page.getByRole('group', { name: /Léa/ }).waitFor();
    await page.keyboard.type('1234', { delay: 80 });
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ouvrir Caisse 1' }).waitFor();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('is taken in advance, then settled beside a ring, and the object goes home', async () => {
    await visit('repair/new');
    await press('Nouveau');
    await page.getByLabel('Nom', { exact: true }).fill('Lefèvre');
    await page.getByLabel('Prénom').fill('Agnès');
    await page.getByLabel('Téléphone ou e-mail').fill('06 12 34 56 78');
    await page.keyboard.press('Enter');
    await page.getByText('Agnès Lefèvre').waitFor();
    await page.getByLabel('Désignation').fill('Bague, métal blanc, pierre blanche');
    await page.getByLabel('Ajouter un travail').first().press('Enter');
    await page.getByRole('option', { name: 'Autre travail, à décrire' }).click();
    await page.getByLabel('Travail', { exact: true }).last().fill('Mise à taille');
    await page.getByLabel('Prix TTC').last().fill('120');
    await press('Enregistrer le dépôt');

    // Money in advance is offered at once; the day is not open yet, and the panel says so.
    await page.waitForURL(/repair\/[0-9a-f-]{36}/);
    await page.getByText('n’est pas ouverte').waitFor();
    await page.getByRole('link', { name: 'Aller à la caisse' }).click();
    await page.getByLabel('Nombre de 20 €').fill('10');
    await press('Ouvrir la journée');
    await panel('shelf').waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: /^Encaisser / }).waitFor();
    const id = /repair\/([0-9a-f-]{36})/.exec(page.url())![1]!;
    const sheet = await read(`/repairs/${id}`);
    const code: string = sheet.jobs[0].code;
    // A third is proposed; more than the price is refused where it is typed.
    expect(await page.getByLabel('Montant versé').inputValue()).toBe('36,00');
    await page.getByLabel('Montant versé').fill('121');
    await page.getByText('Entre 0,01 et 120').waitFor();
    await page.getByLabel('Montant versé').fill('40');
    await picture(page, 'deposit-offer', true);
    expect(await axe(page)).toEqual([]);
    await press('Mettre en caisse');
    await page.waitForURL(/\/till/);
    await page.locator('[data-line]').filter({ hasText: code }).waitFor();
    await owes('40,00 €');
    await payInCash();
    await picture(page, 'deposit-done');

    // Its envelope at the till: nothing but a second deposit yet.
    await scanner.scan(code);
    await panel('job').getByText('Reste à payer').waitFor();
    await panel('job').getByRole('button', { name: 'Mettre en caisse' }).waitFor();
    await picture(page, 'deposit-job-panel');
    expect(await axe(page)).toEqual([]);
    for (const act of ['start', 'check', 'pass']) {
      await send('POST', `/repair-jobs/${sheet.jobs[0].id}/act`, { act, note: '' });
    }
    await page.keyboard.press('Escape');
    await scanner.scan(sheet.number);
    await panel('job')
      .getByRole('button', { name: /Encaisser le solde/ })
      .click();
    await owes('80,00 €');
    await page
      .locator('[data-line]')
      .filter({ hasText: code })
      .filter({ hasText: /Acompte\s40,00/ })
      .waitFor();
    await scanner.scan('J100');
    await page.locator('[data-line]').filter({ hasText: 'J100' }).waitFor();
    await owes('1 970,00 €');
    await picture(page, 'deposit-balance');
    await page.keyboard.press('F9');
    await panel('pay').getByRole('radio', { name: 'Carte' }).click();
    await panel('pay').getByLabel('N° d’autorisation').fill('123456');
    await page.keyboard.press('Enter');
    await panel('done').waitFor();
    const [ticket] = await read('/sales?limit=1');
    expect(ticket.lines.map((one: { role: string }) => one.role)).toEqual([
      'work',
      'used',
      'goods'
    ]);

    // Paid and ticketed: it goes home.
    await visit(`repair/${id}`);
    await press('Remettre au client');
    await page.getByLabel('Reçu du client').fill(sheet.number);
    await page.getByRole('button', { name: 'Remettre au client' }).last().click();
    await press('Signé sur le papier');
    await page.getByRole('button', { name: /^Signer pour la maison/ }).click();
    await page.locator('h2 ~ span').filter({ hasText: 'Remis' }).first().waitFor();
    // The X has the money in advance apart.
    await page.goto(`${shop.base}/till`);
    await panel('shelf').waitFor();
    await page.keyboard.press('Control+K');
    await panel('commands').getByText('Lecture X').click();
    await panel('report').getByText('Acomptes et arrhes reçus').waitFor();
    await picture(page, 'deposit-x');
    expect(errors).toEqual([]);
  }, 120_000);

  it('is refused for a fee, and arrhes are paid back double', async () => {
    // The fee is announced, and arrhes are what the shop usually asks for.
    await visit('settings/shop');
    await page.getByLabel('Frais de devis refusé').fill('25');
    await press('Arrhes');
    await page
      .locator('form')
      .filter({ has: page.getByLabel('Frais de devis refusé') })
      .getByRole('button', { name: 'Enregistrer' })
      .click();
    await expect.poll(async () => (await read('/settings')).refusal_fee_minor).toBe(2_500);
    await picture(page, 'deposit-settings', true);
    expect(await axe(page)).toEqual([]);

    const refused = await takeIn('Bracelet, métal jaune');
    await send('POST', `/repair-jobs/${refused.job}/estimate`, {
      id: crypto.randomUUID(),
      valid_until: inDays(30),
      note: ''
    });
    await visit(`repair/${refused.id}`);
    await pick('Devis refusé');
    await page.getByRole('button', { name: 'Devis refusé' }).last().click();
    await pick('Facturer le devis refusé');
    await expect.poll(() => page.getByLabel('Montant TTC').inputValue()).toBe('25,00');
    await picture(page, 'deposit-fee');
    expect(await axe(page)).toEqual([]);
    await press('Facturer');
    await press('Encaisser le solde');
    await press(/Encaisser le solde · 25,00/);
    await page.waitForURL(/\/till/);
    await owes('25,00 €');
    await payInCash();
    const [fee] = await read('/sales?limit=1');
    expect(fee.lines.map((one: { title: string }) => one.title)).toEqual(['Frais de devis']);

    // The shop draws back: what was paid goes back, and as much again.
    const kept = await takeIn('Chaîne, métal jaune');
    await scanner.scan(kept.code);
    await panel('job').getByLabel('Montant versé').fill('20');
    await panel('job').getByRole('button', { name: 'Mettre en caisse' }).click();
    await owes('20,00 €');
    await payInCash();
    // A part goes back while the work goes on, and the rest stands.
    await scanner.scan(kept.code);
    await panel('job').getByRole('button', { name: 'Rendre une partie' }).click();
    await panel('job').getByLabel('Montant à rendre').fill('21');
    await panel('job').getByText('Entre 0,01 et 20').waitFor();
    await panel('job').getByLabel('Montant à rendre').fill('5');
    await picture(page, 'deposit-part');
    expect(await axe(page)).toEqual([]);
    await panel('job')
      .getByRole('button', { name: /Rendre 5,00/ })
      .click();
    await owes('-5,00 €');
    await payInCash();
    await page.getByRole('button', { name: 'Voir le ticket' }).click();
    await page.getByRole('img', { name: /Ticket/ }).waitFor();
    await picture(page, 'deposit-part-ticket');
    await page.keyboard.press('Escape');
    await send('POST', `/repair-jobs/${kept.job}/act`, { act: 'cancel', note: 'cassée' });
    await scanner.scan(kept.code);
    await panel('job')
      .getByRole('button', { name: /rendues au double/ })
      .click();
    await panel('job').getByLabel('Motif').fill('Perdue à l’atelier');
    await picture(page, 'deposit-doubled');
    expect(await axe(page)).toEqual([]);
    await panel('job')
      .getByRole('button', { name: /Rendre 30,00/ })
      .click();
    await owes('-30,00 €');
    await payInCash();
    const [back] = await read('/sales?limit=1');
    expect(back.lines.map((one: { role: string }) => one.role)).toEqual(['arrhes', 'kept']);
    expect(errors).toEqual([]);
  }, 120_000);

  let certificate = '';
  it('is asked for a certificate, and its page says how that stands', async () => {
    certificate = await issued();
    await visit(`appraisal/${certificate}`);
    const fee = page.getByRole('region', { name: 'Honoraires' });
    await fee.getByLabel('Montant TTC').fill('120');
    await fee.getByRole('button', { name: 'Enregistrer' }).click();
    await fee.getByText('À encaisser').waitFor();
    await picture(page, 'appraisal-fee');
    await fee.getByRole('button', { name: 'Mettre en caisse' }).click();
    await page.waitForURL(/\/till/);
    await owes('120,00 €');
    await page.locator('[data-line]').filter({ hasText: 'Honoraires d’expertise' }).waitFor();
    await payInCash();
    const [ticket] = await read('/sales?limit=1');
    await visit(`appraisal/${certificate}`);
    await fee.getByText(`Payés, ticket ${ticket.number}`).waitFor();
    await page.getByText('Honoraires encaissés').waitFor();
    await picture(page, 'appraisal-fee-paid');
    expect(await axe(page)).toEqual([]);
    // The ticket is annulled: it is to be paid again.
    await send('POST', `/sales/${ticket.id}/void`, { id: crypto.randomUUID(), reason: 'erreur' });
    await fee.getByText('À encaisser').waitFor();
    expect(errors).toEqual([]);
  }, 120_000);

  it('reads in both languages and both lights', async () => {
    const { id: taken } = await takeIn('Chaîne, métal jaune');
    for (const look of LOOKS) {
      const other = await open(browser, `${shop.base}/sign-in`, look);
      await other.page.context().addCookies(await page.context().cookies());
      await other.page.goto(`${shop.base}/office/repair/${taken}?taken=1`);
      await other.page.getByRole('group', { name: /Part du reste|Share of what/ }).waitFor();
      await picture(other.page, `deposit-${look.locale}-${look.theme}`, true);
      expect(await sideways(other.page)).toBeLessThanOrEqual(0);
      expect(await axe(other.page)).toEqual([]);
      if (look.theme === 'dark' || look.locale === 'en') {
        await other.page.goto(`${shop.base}/office/appraisal/${certificate}`);
        await other.page.getByRole('region', { name: /Honoraires|Fee/ }).waitFor();
        await picture(other.page, `appraisal-fee-${look.locale}-${look.theme}`);
        expect(await sideways(other.page)).toBeLessThanOrEqual(0);
        expect(await axe(other.page)).toEqual([]);
      }
      await other.page.context().close();
    }
  }, 120_000);
});
