import { deflateSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launch, picture, sideways, type Look } from './browser.ts';
import { signedIn } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** Sizing priced by metal and width, several of one work, and a photo that an intake cannot keep. */
let browser: Browser;
let shop: Shop;

const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click();
const choose = async (page: Page, label: string, option: string) => {
  await page.getByLabel(label, { exact: true }).first().press('Enter');
  await page.getByRole('option', { name: option }).first().click();
};
const office = async (route: string, look: Partial<Look> = {}) => {
  const opened = await signedIn(browser, shop.base, 'Léa', look);
  await opened.page.goto(`${shop.base}/office/${route}`);
  await opened.page.waitForSelector('#content h1');
  return opened;
};

/** A PNG whose header promises ten thousand pixels by ten thousand. */
function hundredMegapixels(): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(name), data]);
    let crc = ~0;
    for (const byte of named) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(~crc >>> 0);
    return Buffer.concat([length, named, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(10_000, 0);
  header.writeUInt32BE(10_000, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000))),
    chunk('IEND', Buffer.alloc(0))
  ]);
}

describe('prices', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('of sizing are written by metal and width, with a VAT rate of the law', async () => {
    const { page, errors } = await office('repair/prices');
    await press(page, 'Nouveau travail');
    await page.getByLabel('Code').fill('MAT');
    await page.getByLabel('Libellé français').fill('Mise à taille');
    await page.getByLabel('Prix TTC').fill('45');
    await press(page, 'Ajouter un prix');
    const first = page.getByRole('group', { name: 'Prix 1' });
    await first.getByLabel('À moins de').fill('3');
    await first.getByLabel('Prix', { exact: true }).fill('55');
    await first.getByLabel('Taille +').fill('8');
    await first.getByLabel('Taille −').fill('4');
    await press(page, 'Ajouter un prix');
    // It goes on where the first one ends; set back, both would hold of one width.
    const second = page.getByRole('group', { name: 'Prix 2' });
    await expect.poll(() => second.getByLabel('De (compris)').inputValue()).toBe('3');
    await second.getByLabel('De (compris)').fill('2');
    await page.getByLabel('Code').press('Enter');
    await page.getByText('valent pour une même largeur').waitFor();
    await second.getByLabel('De (compris)').fill('3');
    await second.getByLabel('Prix', { exact: true }).fill('70');
    await picture(page, 'prices-width', true);
    expect(await axe(page)).toEqual([]);
    await page.getByLabel('Code').press('Enter');
    await page.getByText('selon métal et largeur').first().waitFor();
    expect(await sideways(page)).toBe(0);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('are picked at the counter; a photo that is not kept is said beside the others', async () => {
    const { page, errors } = await office('repair/new');
    await page.getByRole('button', { name: 'Nouveau', exact: true }).click();
    await page.getByLabel('Nom', { exact: true }).fill('Lefèvre');
    await page.getByLabel('Prénom').fill('Agnès');
    await page.getByLabel('Téléphone ou e-mail').fill('06 12 34 56 78');
    await page.keyboard.press('Enter');
    await page.getByText('Agnès Lefèvre').waitFor();
    await choose(page, 'Nature', 'Bague');
    await choose(page, 'Métal vu', 'métal jaune');
    await choose(page, 'Ajouter un travail', 'Mise à taille');
    await page.getByText('Le tarif a un prix par métal').waitFor();
    await choose(page, 'Métal', 'or');
    await page.getByLabel('Largeur').fill('2,5');
    await page.getByText('Le tarif compte par taille').waitFor();
    await page.getByLabel('De', { exact: true }).fill('52');
    await page.getByLabel('À', { exact: true }).fill('54');
    await page.getByText('Total 71,00').waitFor();
    // Wider, it is another price.
    await page.getByLabel('Largeur').fill('4');
    await page.getByText('Total 86,00').waitFor();
    await choose(page, 'Ajouter un travail', 'Autre travail');
    await page.getByLabel('Travail', { exact: true }).last().fill('Griffe refaite');
    await page.getByLabel('Nombre').last().fill('4');
    await page.getByLabel('Prix de l’un').fill('12');
    await page.getByText('Total 134,00').waitFor();
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'geante.png', mimeType: 'image/png', buffer: hundredMegapixels() });
    await picture(page, 'prices-intake', true);
    expect(await axe(page)).toEqual([]);
    await press(page, 'Enregistrer le dépôt');
    await page.waitForURL(/repair\/[0-9a-f-]{36}/);
    const refused = page.getByText('geante.png n’a pas été gardée');
    await refused.waitFor();
    await page.getByText('4 × 12,00').waitFor();
    await picture(page, 'prices-photo-refused', true);
    // It stays until somebody has read it.
    await page.waitForTimeout(1_000);
    expect(await refused.count()).toBe(1);
    expect(errors).toEqual([]);
    await page.close();
  });
});
