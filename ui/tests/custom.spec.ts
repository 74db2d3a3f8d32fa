import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOKS, axe, launch, picture, sideways } from './browser.ts';
import { openDay, signedIn } from './person.ts';
import { Scanner } from './scanner.ts';
import { startShop, type Shop } from './shop.ts';

/** A wedding band from the enquiry to the customer's hand, with its sketches and two quotes. */
let browser: Browser;
let shop: Shop;

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).first().click();
const stands = (page: Page, state: string) =>
  page.getByRole('group', { name: 'Étapes' }).getByText(state, { exact: true }).waitFor();
/** A step that stands under the menu. */
async function choose(page: Page, name: string) {
  await press(page, 'Autres actions');
  await page.getByRole('menuitem', { name, exact: true }).click();
}

const panel = (page: Page, kind: string) => page.locator(`[data-panel="${kind}"]`);
async function payByCard(page: Page) {
  await page.keyboard.press('F9');
  await panel(page, 'pay').getByRole('radio', { name: 'Carte' }).click();
  await panel(page, 'pay').getByLabel('N° d’autorisation').fill('123456');
  await page.keyboard.press('Enter');
  await panel(page, 'done').waitFor();
}

/** What a drawing program gives; and a picture, as the browser itself makes one. */
const MODEL = { name: 'alliance.stl', mimeType: 'model/stl', buffer: Buffer.from('solid band\n') };
async function sketch(page: Page, name: string, colour: string) {
  const url = await page.evaluate((fill) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [800, 600];
    const pen = canvas.getContext('2d')!;
    pen.fillStyle = '#f6f1e7';
    pen.fillRect(0, 0, 800, 600);
    pen.strokeStyle = fill;
    for (const [width, radius] of [
      [34, 190],
      [8, 150]
    ] as const) {
      pen.lineWidth = width;
      pen.beginPath();
      pen.ellipse(400, 300, radius * 1.25, radius, 0.2, 0, 7);
      pen.stroke();
    }
    return canvas.toDataURL('image/png');
  }, colour);
  const buffer = Buffer.from(url.split(',')[1] ?? '', 'base64');
  return { name, mimeType: 'image/png', buffer };
}

describe('custom work', () => {
  let page: Page;
  let errors: string[];
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
    ({ page, errors } = await signedIn(browser, shop.base));
    // The day's gold: without it no metal has a price.
    const entered = await page.context().request.post(`${shop.base}/api/v1/metal/rates`, {
      headers: { 'idempotency-key': crypto.randomUUID() },
      data: {
        id: crypto.randomUUID(),
        metal: 'gold',
        source: 'LBMA',
        on: new Date(Date.now() - 24 * 3_600_000).toISOString().slice(0, 10),
        price_micro: 113_500_000,
        unit: 'g'
      }
    });
    expect(entered.status()).toBe(201);
    // And a loose stone of the stock.
    const api = `${shop.base}/api/v1`;
    const listed = async (path: string) =>
      (await (await page.context().request.get(`${api}${path}`)).json()) as {
        id: string;
        code: string;
      }[];
    const [families, places] = [await listed('/stock/families'), await listed('/stock/places')];
    const stone = await page.context().request.post(`${api}/stock/pieces`, {
      headers: { 'idempotency-key': crypto.randomUUID() },
      data: {
        id: crypto.randomUUID(),
        place_id: places[0]?.id,
        family_id: families.find(({ code }) => code === 'loose_stone')?.id,
        number: 'D900',
        title: 'Diamant brillant 0,30 ct',
        cost_minor: 62_000,
        price_minor: 150_000,
        vat_regime: 'standard',
        components: [
          {
            id: crypto.randomUUID(),
            kind: 'stone',
            stone: 'diamond',
            laboratory_grown: false,
            count: 1,
            weight_milli_ct: 300,
            shape: 'round'
          }
        ]
      }
    });
    expect(stone.status()).toBe(201);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('goes from the wish through two quotes to the customer', async () => {
    await page.goto(`${shop.base}/office/custom`);
    await page.getByText('Aucune création en cours').waitFor();
    await page.getByRole('link', { name: 'Nouvelle création' }).click();
    await page.getByRole('button', { name: 'Nouveau', exact: true }).click();
    await page.getByLabel('Nom', { exact: true }).fill('Lefèvre');
    await page.getByLabel('Prénom').fill('Agnès');
    await page.getByRole('button', { name: 'Enregistrer et choisir' }).click();
    await page.getByText('Agnès Lefèvre', { exact: true }).waitFor();
    await press(page, 'Ouvrir la création');
    await page.getByText('Corrigez').or(page.getByText('champ')).first().waitFor();
    await page.getByLabel('Titre', { exact: true }).fill('Alliance deux ors');
    await page
      .getByLabel('Ce que dit le client')
      .fill(
        'Pour le 12 juin. Elle aime le brossé, pas le brillant ; se porte avec la bague de sa grand-mère.'
      );
    await page.getByLabel('Budget TTC').fill('2800');
    await page.getByLabel('Tour de doigt').fill('52');
    await press(page, 'Ajouter un champ');
    await page.getByLabel('Intitulé').fill('Gravure');
    await page.getByLabel('Valeur', { exact: true }).fill('12.06.27');
    await press(page, 'Ouvrir la création');
    await page.getByRole('heading', { name: 'Alliance deux ors' }).waitFor();
    await stands(page, 'Demande');
    const order = page.url();
    const number = /[A-Z0-9]+-C\d+-\d+/.exec(await page.locator('#content').innerText())![0];

    // Pictures on the wall, a drawing to take away.
    await page
      .locator('input[type=file]')
      .setInputFiles([
        await sketch(page, 'croquis.png', '#b08d57'),
        await sketch(page, 'inspiration.png', '#7d6b5d'),
        MODEL
      ]);
    await page.getByRole('list', { name: 'Fichiers' }).getByText('alliance.stl').waitFor();
    await expect
      .poll(() => page.getByRole('list', { name: 'Images' }).getByRole('img').count())
      .toBe(2);

    // A quote at the day's rate, worked out by the shop.
    await press(page, 'Commencer l’étude');
    await stands(page, 'À l’étude');
    await press(page, 'Écrire un devis');
    await press(page, 'Métal');
    await press(page, 'Façon');
    await page.getByLabel('Désignation').first().fill('Or jaune et or blanc');
    await page.getByLabel('Poids', { exact: true }).fill('6,2');
    await page.getByLabel('Perte').fill('8');
    await page.getByLabel('Désignation').last().fill('Façon, brossage, gravure');
    await page.getByLabel('Prix TTC').last().fill('900');
    await press(page, 'Calculer et enregistrer');
    await page
      .getByText(/cours du/)
      .first()
      .waitFor();
    await picture(page, 'custom-draft', true);
    await press(page, 'Remettre le devis');
    await page.getByText('Le devis est verrouillé').waitFor();
    await page
      .locator('aside, section')
      .getByRole('button', { name: 'Remettre le devis' })
      .last()
      .click();
    await stands(page, 'Devis remis');

    // Refused by telephone; another version, signed on paper.
    await choose(page, 'Le client refuse');
    await page.getByLabel('Qui l’a dit').fill('Son mari');
    await page.getByRole('button', { name: 'Le client refuse' }).last().click();
    await stands(page, 'Refusée');
    await press(page, 'Commencer l’étude');
    await stands(page, 'À l’étude');
    await press(page, 'Nouvelle version');
    await page.getByLabel('Poids', { exact: true }).fill('4,8');
    await press(page, 'Calculer et enregistrer');
    await page.getByText('Version 2').waitFor();
    await press(page, 'Remettre le devis');
    await page.getByText('Le devis est verrouillé').waitFor();
    await page.getByRole('button', { name: 'Remettre le devis' }).last().click();
    await stands(page, 'Devis remis');
    await press(page, 'Faire signer le devis');
    await press(page, 'Signé sur le papier');
    await page.getByText('Signé par Agnès Lefèvre').waitFor();
    await press(page, 'Le client approuve');
    await page.getByRole('button', { name: 'Le client approuve' }).last().click();
    await stands(page, 'Approuvée');

    // A third in advance, from here to the till.
    await openDay(page, shop.base);
    await page.reload();
    await press(page, 'Encaisser');
    await page.getByText('Reste à payer').last().waitFor();
    await picture(page, 'custom-deposit', true);
    await press(page, 'Mettre en caisse');
    await page.waitForURL(/\/till/);
    await page.locator('[data-line]').filter({ hasText: 'Alliance deux ors' }).waitFor();
    await payByCard(page);
    await picture(page, 'custom-deposit-done');
    await page.goto(order);
    await page.getByText(/^Acompte, ticket/).waitFor();
    await press(page, 'Lancer la fabrication');
    await stands(page, 'En fabrication');

    // What it is made of: the quote's lines, and a stone of the stock that nobody else has meanwhile.
    const making = page.getByRole('region', { name: 'Nomenclature' });
    await press(page, 'Reprendre le devis');
    await making.getByText('Or jaune et or blanc').first().waitFor();
    await press(page, 'Ajouter à la nomenclature');
    await page.getByRole('menuitem', { name: 'Pierre ou pièce du stock' }).click();
    await page.getByLabel('Numéro ou code').fill('RIEN');
    await press(page, 'Ajouter la ligne');
    await making.getByText('Rien ne porte le code').waitFor();
    await page.getByLabel('Numéro ou code').fill('D900');
    await page.keyboard.press('Enter');
    await making.getByText('Gardée', { exact: true }).waitFor();
    expect(await axe(page)).toEqual([]);
    await making.getByRole('button', { name: /^Mettre dans.*Diamant/ }).click();
    await making.getByRole('button', { name: 'Mettre dans l’ouvrage', exact: true }).click();
    await making.getByText('Dans l’ouvrage', { exact: true }).waitFor();
    await making.getByRole('button', { name: /^Peser le métal.*Or jaune/ }).click();
    await making.getByLabel('Poids', { exact: true }).fill('4,6');
    await making.getByRole('button', { name: 'Peser le métal' }).last().click();
    await making
      .getByText('4,600 g')
      .or(making.getByText(/4,6.*g/))
      .first()
      .waitFor();
    // Not that one after all, and again.
    await making.getByRole('button', { name: /^Reprendre.*Diamant/ }).click();
    await making.getByLabel('Motif').fill('une inclusion');
    await making.getByRole('button', { name: 'Reprendre l’écriture' }).last().click();
    await making.getByText('Gardée', { exact: true }).waitFor();
    await making.getByRole('button', { name: /^Mettre dans.*Diamant/ }).click();
    await making.getByRole('button', { name: 'Mettre dans l’ouvrage', exact: true }).click();
    await making.getByText('Gardée', { exact: true }).waitFor({ state: 'detached' });
    await making.scrollIntoViewIfNeeded();
    await picture(page, 'custom-making', true);
    await press(page, 'La pièce est prête');
    await page.getByText('La pièce entre en stock').waitFor();
    await page.getByRole('checkbox').first().check();
    await picture(page, 'custom-finish');
    await page.getByRole('button', { name: 'La pièce est prête' }).last().click();
    await stands(page, 'Prête');
    await making.getByText('Pièce terminée').waitFor();
    expect(await axe(page)).toEqual([]);
    await press(page, 'Remettre au client');
    await page.getByText('encaissez d’abord').waitFor();
    // The quote she brings is scanned at the till; then she takes it home.
    await page.goto(`${shop.base}/till`);
    await panel(page, 'shelf').waitFor();
    const scanner = await Scanner.on(page);
    await scanner.scan(number);
    await panel(page, 'custom').getByRole('heading', { name: 'Alliance deux ors' }).waitFor();
    await picture(page, 'custom-till');
    expect(await axe(page)).toEqual([]);
    await panel(page, 'custom')
      .getByRole('button', { name: /^Encaisser le solde/ })
      .click();
    await page.locator('[data-line]').filter({ hasText: number }).waitFor();
    await payByCard(page);
    await page.goto(order);
    await page.getByText('Tout est payé').waitFor();
    await press(page, 'Remettre au client');
    const delivery = page.locator('aside');
    const weighed = delivery.getByLabel('Poids à la remise');
    if (await weighed.count()) await weighed.fill('4,66');
    for (const box of await delivery.getByRole('checkbox').all()) await box.check();
    await picture(page, 'custom-deliver', true);
    expect(await axe(page)).toEqual([]);
    await delivery.getByRole('button', { name: 'Remettre au client' }).click();
    await press(page, 'Signé sur le papier');
    const house = page.getByRole('button', { name: /^Signer pour la maison/ });
    await house.click();
    // It stands delivered since the comparison: the panel closes once both have signed.
    await house.waitFor({ state: 'detached' });
    await stands(page, 'Remise');
    await page.getByRole('region', { name: 'Remise au client' }).scrollIntoViewIfNeeded();
    await picture(page, 'custom-delivered', true);

    // Too early: the last step is taken back, and it is in the list.
    await choose(page, 'Corriger la dernière étape');
    await page.getByLabel('Motif').fill('elle repasse demain');
    await page.getByRole('button', { name: 'Corriger la dernière étape' }).last().click();
    await stands(page, 'Prête');
    await page.getByRole('link', { name: 'Créations sur mesure' }).first().click();
    await page.getByPlaceholder('Numéro, titre ou client').fill('lefèvre');
    await page.getByRole('button', { name: /Alliance deux ors/ }).waitFor();
    expect(errors).toEqual([]);
  }, 90_000);

  it('is seen in both languages and both lights', async () => {
    const found = await page.context().request.get(`${shop.base}/api/v1/custom-orders`);
    const [{ id }] = (await found.json()) as [{ id: string }];
    for (const look of LOOKS) {
      const opened = await signedIn(browser, shop.base, 'Léa', look);
      for (const [name, route, what] of [
        ['custom', 'custom', /Alliance deux ors/],
        ['custom-order', `custom/${id}`, /Version 2/],
        ['custom-progress', 'in-progress', /Rien n’était|Nothing was|Alliance/]
      ] as const) {
        await opened.page.goto(`${shop.base}/office/${route}`);
        await opened.page.getByText(what).first().waitFor();
        if (name === 'custom-order') {
          const list = opened.page.getByRole('region', {
            name: /^(Nomenclature|Bill of materials)$/
          });
          await list.scrollIntoViewIfNeeded();
        }
        await picture(opened.page, `${name}-${look.locale}-${look.theme}`, true);
        expect(await sideways(opened.page)).toBeLessThanOrEqual(0);
      }
      expect(opened.errors).toEqual([]);
      await opened.page.context().close();
    }
  }, 60_000);
});
