import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOKS, axe, launch, picture, sideways, type Look } from './browser.ts';
import { Scanner } from './scanner.ts';
import { signedIn } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** A ring of the demonstration shop appraised, issued, checked by its code, reissued and withdrawn. */
let browser: Browser;
let shop: Shop;

async function visit(page: Page, route: string) {
  await page.goto(`${shop.base}/office/${route}`);
  await page.waitForSelector('#content h1');
}
async function office(route: string, look: Partial<Look> = {}) {
  const opened = await signedIn(browser, shop.base, 'Léa', look);
  await visit(opened.page, route);
  return opened;
}
const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).last().click();
/** Every component of the open object gets a value, where it has none. */
async function value(page: Page, euros: string) {
  const values = page.getByLabel('Valeur', { exact: true });
  for (let at = 0; at < (await values.count()); at += 1) {
    if (!(await values.nth(at).inputValue())) await values.nth(at).fill(euros);
  }
  const bases = page.getByLabel('Fondée sur');
  for (let at = 0; at < (await bases.count()); at += 1) {
    if ((await bases.nth(at).innerText()).includes('Prix')) continue;
    await bases.nth(at).press('Enter');
    await page.getByRole('option', { name: 'Prix du marché' }).click();
  }
}
const saved = (page: Page) => page.locator('[data-total]').getByText('Enregistré').waitFor();

describe('appraisals', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('are written from a piece, issued, checked, reissued and withdrawn', async () => {
    const { page, errors } = await office('appraisal');
    const { request } = page.context();
    await page.getByText('Aucune expertise').waitFor();
    const stock = await request.get(
      `${shop.base}/api/v1/stock/pieces?state=available&q=solitaire&limit=20`
    );
    const { id } = (await stock.json()).rows[0] as { id: string };

    // From the sheet, with the keyboard.
    await visit(page, `stock/${id}`);
    await page.getByRole('link', { name: 'Expertiser' }).press('Enter');
    await page.waitForURL(/appraisal\/new/);
    await page.getByRole('button', { name: 'Choisir le client' }).press('Enter');
    await page.getByRole('button', { name: 'Nouveau', exact: true }).click();
    await page.getByLabel('Nom', { exact: true }).fill('Lefèvre');
    await page.getByLabel('Prénom').fill('Agnès');
    await page.getByRole('button', { name: 'Enregistrer et choisir' }).click();
    await page.getByText('Agnès Lefèvre', { exact: true }).waitFor();
    await page.getByRole('list', { name: 'Pièces' }).getByRole('listitem').waitFor();
    await picture(page, 'appraisal-new', true);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Commencer le projet' }).press('Enter');
    await page.waitForURL(/appraisal\/[0-9a-f-]{36}/);
    await page.getByRole('img', { name: 'Page 1 sur' }).waitFor();
    await page.getByLabel('Désignation, en anglais').fill('Star solitaire');
    await page
      .getByLabel('Description, en français')
      .fill('Bague solitaire à six griffes, très bon état, écrin d’origine.');
    await value(page, '1234,56');
    await saved(page);

    // A word that is barred, said and mended; the page shows what is kept.
    await page.getByLabel('Désignation, en français').fill('x'.repeat(200));
    await saved(page);
    await page.getByLabel('Désignation, en français').fill('Solitaire Étoile');
    await saved(page);
    await picture(page, 'appraisal-editor', true);
    expect(await axe(page)).toEqual([]);

    // Issued under one's own name, which is asked for the first time.
    await page.getByRole('button', { name: 'Émettre…' }).click();
    await page.getByLabel('Nom de l’expert').fill('Léa Marchand');
    await page.getByLabel('Titres, en français').fill('Gemmologue, experte en bijoux anciens');
    await page.getByLabel('Titres, en anglais').fill('Gemmologist, antique jewellery expert');
    const pad = (await page.getByLabel('Signez ici').boundingBox())!;
    await page.mouse.move(pad.x + 30, pad.y + 70);
    await page.mouse.down();
    for (let step = 0; step <= 40; step += 1) {
      await page.mouse.move(pad.x + 30 + step * 6, pad.y + 50 + 25 * Math.sin(step / 3));
    }
    await page.mouse.up();
    await press(page, 'Garder ce tracé');
    await page.getByRole('img', { name: 'Votre signature' }).waitFor();
    await picture(page, 'appraisal-signature', true);
    await press(page, 'Enregistrer');
    await page.getByText('Léa Marchand signe ce certificat').waitFor();
    await picture(page, 'appraisal-issue', true);
    await press(page, 'Émettre – définitif');
    await page.getByRole('heading', { name: /-EX\d{4}-0001/ }).waitFor();
    const issued = page.url().split('/').at(-1)!;
    const sheet = await (await request.get(`${shop.base}/api/v1/appraisals/${issued}`)).json();

    // Somebody brings it back: the code says that it is ours, another one that it is not.
    await page.getByRole('link', { name: 'Expertises' }).first().click();
    await page.getByRole('link', { name: 'Vérifier un certificat' }).click();
    const today = (sheet.issued_at as string).slice(0, 10);
    const code = `ECRIN-EX1;${sheet.number};${today};${sheet.sha256}`;
    const scanner = await Scanner.on(page);
    await scanner.scan(code, { layout: 'azerty' });
    await page.getByText('Il est de la maison, inchangé et valable.').waitFor();
    await picture(page, 'appraisal-check', true);
    await page.getByLabel('Code QR ou numéro').fill(code.replace(/.$/, '#'));
    await page.getByLabel('Code QR ou numéro').press('Enter');
    await page.getByText(/Aucun certificat de la maison/).waitFor();
    const other = sheet.sha256.startsWith('0') ? '1' : '0';
    await page
      .getByLabel('Code QR ou numéro')
      .fill(code.replace(sheet.sha256, other + sheet.sha256.slice(1)));
    await press(page, 'Vérifier');
    await page.getByText(/ce papier n’est pas l’original/).waitFor();

    // At the values of another day: the old ones stand beside.
    await visit(page, `appraisal/${issued}`);
    await press(page, 'Actualiser');
    await page.locator('[data-before]').getByText('Avant').first().waitFor();
    await page.getByLabel('Valeur', { exact: true }).last().fill('2000');
    await saved(page);
    await picture(page, 'appraisal-reissue', true);
    await page.getByRole('button', { name: 'Émettre…' }).click();
    await page.getByText(/qui ne vaudra plus/).waitFor();
    await press(page, 'Émettre – définitif');
    await page.getByRole('heading', { name: /-0002/ }).waitFor();
    const second = page.url().split('/').at(-1)!;
    await visit(page, `appraisal/check`);
    await page.getByLabel('Code QR ou numéro').fill(code);
    await press(page, 'Vérifier');
    await page.getByText(/-0002 le remplace/).waitFor();

    // Withdrawn with a reason; a draft given up and taken up again.
    await visit(page, `appraisal/${second}`);
    await press(page, 'Retirer le certificat');
    await press(page, 'Retirer le certificat');
    await page.getByText('À remplir.').waitFor();
    await page.getByLabel('Motif').fill('poids mal lu');
    await press(page, 'Retirer le certificat');
    await page.getByText('poids mal lu').waitFor();
    await press(page, 'Actualiser');
    await press(page, 'Abandonner le projet');
    await page.getByLabel('Motif').fill('plus tard');
    await press(page, 'Abandonner le projet');
    await press(page, 'Reprendre le projet');
    await page.locator('[data-total]').waitFor();
    const draft = page.url().split('/').at(-1)!;
    expect(errors).toEqual([]);
    await page.context().close();

    for (const look of LOOKS) {
      const { page: shown, errors: broken } = await office('appraisal', look);
      const screens: [string, string][] = [
        ['list', 'appraisal'],
        ['issued', `appraisal/${issued}`],
        ['draft', `appraisal/${draft}`],
        ['check', 'appraisal/check'],
        ['new', `appraisal/new?piece=${id}`],
        ['piece', `stock/${id}`]
      ];
      for (const [name, route] of screens) {
        await visit(shown, route);
        if (name === 'list') await shown.locator('#content li').first().waitFor();
        if (name === 'issued' || name === 'draft') {
          await shown.getByRole('img', { name: /Page 1/ }).waitFor();
        }
        await picture(shown, `appraisal-${name}-${look.locale}-${look.theme}`, true);
        expect(await axe(shown)).toEqual([]);
        expect(await sideways(shown)).toBeLessThanOrEqual(0);
      }
      expect(broken).toEqual([]);
      await shown.context().close();
    }
  }, 300_000);
});
