import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOKS, axe, launch, picture, sideways, type Look } from './browser.ts';
import { signedIn } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** Pictures that a stock file names by their addresses, from a server that does not have them all. */
const RING = readFileSync(
  new URL('../../assets/demo/pictures/signet-white.webp', import.meta.url).pathname
);
let browser: Browser;
let shop: Shop;
let server: Server;
let base: string;

async function office(route: string, look: Partial<Look> = {}) {
  const opened = await signedIn(browser, shop.base, 'Léa', look);
  await opened.page.goto(`${shop.base}/office/${route}`);
  await opened.page.waitForSelector('#content h1');
  return opened;
}
const pictures = (page: Page) =>
  page
    .getByRole('region', { name: 'Photos à télécharger' })
    .or(page.getByRole('region', { name: 'Pictures to download' }));

describe('pictures by address', () => {
  beforeAll(async () => {
    server = createServer((request, answer) => {
      if (request.url === '/bague.webp') {
        answer.writeHead(200, { 'Content-Type': 'image/webp' }).end(RING);
      } else if (request.url === '/page.jpg') {
        answer.writeHead(200, { 'Content-Type': 'image/jpeg' }).end('<html></html>');
      } else {
        answer.writeHead(404).end();
      }
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
    server?.close();
  });

  it('come after their pieces, say what is missing, and are asked for again', async () => {
    const { page, errors } = await office('import');
    await page.locator('input[type=file]').setInputFiles({
      name: 'boutique.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        [
          'Numéro;Désignation;Famille;Prix de vente;Photos',
          `W1;Chevalière or gris;Bague;890;${base}/bague.webp`,
          `W2;Alliance;Alliance;420;${base}/perdue.jpg`,
          `W3;Pendentif;Pendentif;310;${base}/page.jpg`
        ].join('\n')
      )
    });
    await page.getByRole('button', { name: 'Vérifier' }).click();
    await page.getByText('3 photos seront téléchargées ensuite').waitFor();
    await page.getByRole('button', { name: 'Importer 3 lignes' }).click();
    await page.getByText('3 pièces sont entrées en stock').waitFor();
    // Addresses of the house's own network are for its owner to allow.
    const part = pictures(page);
    await part.getByText('0 sur 3 en place').waitFor();
    await part.getByText('Adresse du réseau de la maison').first().waitFor();
    await picture(page, 'import-pictures-private', true);
    await part.getByText('Accepter aussi les adresses du réseau de la maison').click();
    await part.getByRole('button', { name: 'Réessayer maintenant' }).click();
    await part.getByText('1 sur 3 en place').waitFor();
    await part.getByText('Le serveur a répondu 404').waitFor();
    const kept = page.waitForEvent('download');
    await part.getByRole('button', { name: 'CSV' }).press('Enter');
    expect((await kept).suggestedFilename()).toBe('boutique-Photos à télécharger.csv');
    const address = page.url().split('/office/')[1]!;
    expect(errors).toEqual([]);
    await page.context().close();

    for (const look of LOOKS) {
      const { page: shown, errors: broken } = await office(address, look);
      await pictures(shown).getByRole('table').waitFor();
      await picture(shown, `import-pictures-${look.locale}-${look.theme}`, true);
      expect(await axe(shown)).toEqual([]);
      expect(await sideways(shown)).toBeLessThanOrEqual(0);
      expect(broken).toEqual([]);
      await shown.context().close();
    }
  }, 300_000);
});
