/**
 * A ring is entered in a minute: photographed, weighed, described, its certificate attached, its cost
 * in parts, its price by the formula, its label printed. Every step of the hand is counted.
 */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBalance, type Balance } from './balance.ts';
import { LOOKS, axe, launch, picture, sideways, type Look } from './browser.ts';
import { startLabelPrinter, type LabelPrinter } from './label_printer.ts';
import { signedIn } from './person.ts';
import { startShop, type Shop } from './shop.ts';

let browser: Browser;
let shop: Shop;
let balance: Balance;
let printer: LabelPrinter;

async function entry(look: Partial<Look> = {}) {
  const opened = await signedIn(browser, shop.base, 'Léa', look);
  await opened.page.goto(`${shop.base}/office/stock/new`);
  await opened.page.waitForSelector('#content h1');
  return opened;
}

/** A person at the keyboard: the mouse is not touched, and every key and every choice is counted. */
class Hand {
  keys = 0;
  choices = 0;
  constructor(readonly page: Page) {
    // From the start: a browser that learns of it with the key itself may open a dialog of its own.
    page.on('filechooser', () => {});
  }
  async key(name: string) {
    this.keys++;
    await this.page.keyboard.press(name);
  }
  async text(typed: string) {
    this.keys += typed.length;
    await this.page.keyboard.type(typed);
  }
  /** Tab after Tab, forwards, until it has the focus. */
  async tabTo(target: Locator) {
    for (let presses = 0; presses < 60; presses++) {
      if (await target.evaluate((one) => one === document.activeElement)) return;
      await this.key('Tab');
    }
    throw new Error(`Tab does not lead to ${target}`);
  }
  async press(name: string | RegExp) {
    await this.tabTo(this.page.getByRole('button', { name }).first());
    await this.key('Enter');
  }
  /** A list takes the first letters of what is wanted without being opened. */
  async choose(label: string, letters: string, wanted: string) {
    this.choices++;
    const list = this.page.getByLabel(label, { exact: true }).last();
    await this.tabTo(list);
    await this.text(letters);
    await expect.poll(() => list.innerText()).toBe(wanted);
  }
  async type(label: string, text: string) {
    await this.tabTo(this.page.getByLabel(label, { exact: true }).last());
    await this.text(text);
  }
  /** The machine's own dialog: opened, the name's first letters, Enter. */
  async give(name: string, file: { name: string; mimeType: string; buffer: Buffer }) {
    await this.tabTo(this.page.locator('button', { hasText: name }).last());
    const [opened] = await Promise.all([this.page.waitForEvent('filechooser'), this.key('Enter')]);
    await opened.setFiles(file);
    this.keys += 4;
  }
  /**
   * By the keystroke-level model (Card, Moran and Newell 1980): 0.28 s a key for who is no typist, and
   * 1.35 s to think before each choice from a list.
   */
  get seconds() {
    return this.keys * 0.28 + this.choices * 1.35;
  }
}

async function choose(page: Page, label: string, option: string) {
  await page.getByLabel(label, { exact: true }).last().press('Enter');
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** A page of one word, as a laboratory's scan would be. */
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n' +
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n' +
    'trailer<</Root 1 0 R>>\n%%EOF\n'
);

beforeAll(async () => {
  [browser, shop, balance, printer] = await Promise.all([
    launch(),
    startShop('full'),
    startBalance('S S     4.230 g'),
    startLabelPrinter()
  ]);
  const { page } = await signedIn(browser, shop.base);
  const { request } = page.context();
  const api = `${shop.base}/api/v1`;
  const [till] = await (await request.get(`${api}/session/tills`)).json();
  for (const device of [
    { kind: 'scale', name: 'Balance', address: balance.address, options: { scale: 'sics' } },
    {
      kind: 'label_printer',
      name: 'Étiquettes',
      address: printer.address,
      options: { answers: 'nothing' }
    }
  ]) {
    const made = await request.put(`${api}/devices/${crypto.randomUUID()}`, {
      headers: { 'idempotency-key': crypto.randomUUID() },
      data: { till_id: till.id, ...device }
    });
    expect(made.ok(), await made.text()).toBe(true);
  }
  await page.context().close();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  balance?.stop();
  printer?.stop();
  shop?.stop();
});

describe('a ring', () => {
  it('is entered in a minute, from the photo to the label', async () => {
    const { page, errors } = await entry();
    const hand = new Hand(page);
    const number = page.getByLabel('Numéro', { exact: true });
    await expect.poll(() => number.inputValue()).toMatch(/^J\d+$/);
    const proposed = await number.inputValue();

    await hand.press('Appareil photo');
    await page.locator('video').waitFor();
    await expect
      .poll(() => page.locator('video').evaluate((one: HTMLVideoElement) => one.videoWidth))
      .toBeGreaterThan(0);
    await picture(page, 'entry-camera');
    await hand.press('Prendre la photo');
    await page.getByRole('img', { name: /^photo-.*\.jpg$/ }).waitFor();
    await hand.press('Fermer l’appareil');

    await hand.choose('Famille', 'b', 'Bague');
    await hand.choose('Emplacement', 'c', 'Coffre');
    await hand.choose('Métal', 'o', 'Or');
    await hand.choose('Titre', '7', '750');
    await hand.choose('Couleur', 'j', 'Jaune');
    await hand.press(/^Peser.*Poids brut/);
    const gross = page.getByRole('textbox', { name: 'Poids brut' });
    await expect.poll(() => gross.inputValue(), { timeout: 20_000 }).toBe('4,23');

    await hand.press('Ajouter une pierre');
    await hand.type('Poids', '0,52');
    await hand.type('Couleur', 'G');
    await hand.choose('Pureté', 'vs2', 'VS2');
    await hand.choose('Laboratoire', 'g', 'GIA');
    await hand.type('N° de certificat', '6214389017');
    const scan = { name: 'GIA-6214389017.pdf', mimeType: 'application/pdf', buffer: PDF };
    await hand.give('Joindre le certificat', scan);
    await hand.press('Ajouter une pierre');
    await hand.choose('Nature', 'pa', 'Pavage');
    await hand.type('Nombre', '24');
    await hand.type('Poids', '0,18');
    // Its name and its net weight are proposed: five carats are a gram.
    expect(await page.getByLabel('Désignation').inputValue()).toBe(
      'Bague or jaune 750, diamant 0,52 ct'
    );
    expect(await page.getByLabel('Poids net').inputValue()).toBe('4,09');

    await hand.type('Métal, payé', '280');
    await hand.type('Pierres', '1450');
    await hand.type('Façon', '220');
    await hand.choose('Le prix vient', 'd', 'De la formule');
    const price = page.getByRole('textbox', { name: 'Prix TTC' });
    await expect.poll(() => price.inputValue()).toMatch(/^\d{4,5}/);
    const worked = await price.inputValue();
    await picture(page, 'entry-filled', true);
    expect(await axe(page)).toEqual([]);
    await hand.press('Créer et étiqueter');

    // The label as it will be; its button has the focus, Enter prints it.
    await page.waitForURL(/\/office\/labels\?pieces=/);
    const print = page.getByRole('button', { name: 'Imprimer (1)' });
    await print.waitFor();
    await expect.poll(() => print.evaluate((one) => one === document.activeElement)).toBe(true);
    await picture(page, 'entry-label');
    await hand.key('Enter');
    await expect.poll(() => printer.printed(), { timeout: 20_000 }).toContain(proposed);
    const seconds = hand.seconds.toFixed(0);
    console.log(`a ring: ${hand.keys} keys, ${hand.choices} choices, ${seconds} s by the model`);
    expect(hand.seconds).toBeLessThan(60);

    // What is in the store is what was told.
    const { request } = page.context();
    const found = await request.get(`${shop.base}/api/v1/stock/by-code/${proposed}`);
    const { piece } = await found.json();
    expect(piece).toMatchObject({
      title: 'Bague or jaune 750, diamant 0,52 ct',
      metal: 'gold',
      fineness: 7_500,
      colour: 'yellow',
      gross_mg: 4_230,
      net_mg: 4_090,
      cost_minor: 195_000
    });
    expect(piece.price_minor).toBe(
      Math.round(Number(worked.replaceAll(/[^\d,]/g, '').replace(',', '.')) * 100)
    );
    expect(piece.photos).toHaveLength(1);
    const [centre, melee] = piece.components;
    expect(centre).toMatchObject({
      certificate_number: '6214389017',
      laboratory: 'GIA',
      weight_milli_ct: 520
    });
    expect(centre.certificate_file_id).toBeTruthy();
    expect(melee).toMatchObject({ kind: 'melee', count: 24, weight_milli_ct: 180 });
    const paper = await request.get(`${shop.base}/api/v1/files/${centre.certificate_file_id}`);
    expect((await paper.body()).equals(PDF)).toBe(true);
    await page.goto(`${shop.base}/office/stock/${piece.id}`);
    await page.locator('#content img').first().waitFor();
    await page.getByText('GIA 6214389017').waitFor();
    await picture(page, 'entry-sheet', true);
    expect(errors).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('that is refused changes nothing, and files that fail are kept to be sent again', async () => {
    const { page, errors } = await entry();
    const button = (name: string) => page.getByRole('button', { name, exact: true }).first();
    await button('Créer et étiqueter').press('Enter');
    await page.getByRole('alert').first().waitFor();
    await choose(page, 'Famille', 'Bague');
    await choose(page, 'Emplacement', 'Coffre');
    await button('Ajouter une pierre').press('Enter');
    await page.getByLabel('N° de certificat').fill('1');
    await page
      .locator('input[type=file][accept="application/pdf"]')
      .setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from('no') });
    await page.getByText(/PDF/).first().waitFor();
    const photos = page.locator('input[type=file][accept*="image"]').first();
    await photos.setInputFiles({
      name: 'main.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from('this is no picture')
    });
    await picture(page, 'entry-refused', true);
    await button('Créer').press('Enter');
    await page.getByText(/ces fichiers n’ont pas été pris/).waitFor();
    await page.getByText('main.jpg').waitFor();
    await picture(page, 'entry-left');
    expect(await axe(page)).toEqual([]);
    // Tried again, and refused again; the piece itself is there once.
    await button('Réessayer').press('Enter');
    await page.getByText('main.jpg').waitFor();
    await button('Continuer sans ces fichiers').press('Enter');
    await page.waitForURL(/\/office\/stock\/[0-9a-f-]{36}$/);
    expect(errors.filter((text) => !/422|415|400/.test(text))).toEqual([]);
    await page.context().close();
  });

  it('looks right in both languages, light and dark', async () => {
    for (const look of LOOKS) {
      const { page, errors } = await entry(look);
      const fr = look.locale === 'fr';
      await choose(page, fr ? 'Famille' : 'Family', fr ? 'Bague' : 'Ring');
      await choose(page, fr ? 'Métal' : 'Metal', fr ? 'Or' : 'Gold');
      await choose(page, fr ? 'Titre' : 'Fineness', '750');
      const add = fr ? 'Ajouter une pierre' : 'Add a stone';
      await page.getByRole('button', { name: add }).press('Enter');
      await choose(
        page,
        fr ? 'Le prix vient' : 'The price comes',
        fr ? 'De la formule' : 'From the formula'
      );
      await page
        .getByRole('status')
        .filter({ hasText: fr ? /poids/i : /weight/i })
        .waitFor();
      await picture(page, `entry-${look.locale}-${look.theme}`, true);
      expect(await axe(page)).toEqual([]);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      expect(errors).toEqual([]);
      await page.context().close();
    }
  }, 120_000);
});

describe('a camera', () => {
  it('that may not be used, or is not there, says so and lets a file be chosen', async () => {
    const { page } = await entry();
    for (const [name, said] of [
      ['NotAllowedError', /accès à l’appareil photo est refusé/],
      ['NotFoundError', /Aucun appareil photo n’est branché/],
      ['NotReadableError', /pris par un autre programme/]
    ] as const) {
      await page.evaluate((error) => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', error));
      }, name);
      await page.getByRole('button', { name: 'Appareil photo' }).press('Enter');
      await page.getByText(said).waitFor();
      await page.getByRole('button', { name: 'Vu' }).first().press('Enter');
    }
    await page.context().close();
  });
});
