import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOKS, axe, launch, picture, sideways, type Look } from './browser.ts';
import { startMailServer, type MailServer } from './mail_server.ts';
import { startModem, type Modem } from './modem.ts';
import { signedIn } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** E-mail and SMS set up, tried, words changed; a customer told, and a wrong address put right. */
let browser: Browser;
let shop: Shop;
let office: MailServer;
let modem: Modem;

async function at(route: string, look: Partial<Look> = {}) {
  const opened = await signedIn(browser, shop.base, 'Léa', look);
  await visit(opened.page, route);
  return opened;
}
async function visit(page: Page, route: string) {
  await page.goto(`${shop.base}/office/${route}`);
  await page.waitForSelector('#content h1');
}
const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click();
const choose = async (page: Page, label: string, option: string) => {
  await page.getByLabel(label, { exact: true }).first().press('Enter');
  await page.getByRole('option', { name: option, exact: true }).click();
};

describe('messages to customers', () => {
  beforeAll(async () => {
    [browser, shop, office, modem] = await Promise.all([
      launch(),
      startShop('demo'),
      startMailServer(),
      startModem({ pin: '0042' })
    ]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
    office?.stop();
    modem?.stop();
  });

  it('leave once they are set up, in the shop’s own words, and come back where they fail', async () => {
    const { page, errors } = await at('settings/messages');
    // Never quiet: the test runs at any hour.
    await page.getByRole('tab', { name: 'Quand' }).click();
    await page.getByLabel('De', { exact: true }).fill('00:00');
    await page.getByLabel('À', { exact: true }).fill('00:00');
    await press(page, 'Enregistrer');
    await page.getByText('Enregistré').first().waitFor();

    await page.getByRole('tab', { name: 'E-mail' }).click();
    await press(page, 'Enregistrer');
    await page.getByText('À remplir').first().waitFor();
    await page.getByLabel('Adresse d’expédition').fill('boutique@example.fr');
    await page.getByLabel('Serveur d’envoi (SMTP)').fill('localhost');
    await choose(page, 'Chiffrement', 'Aucun (serveur de ce poste)');
    expect(await page.getByLabel('Port').inputValue()).toBe('25');
    await page.getByLabel('Port').fill(office.port);
    await press(page, 'Enregistrer');
    await page.getByLabel('Adresse pour l’essai').fill('moi@example.fr');
    await press(page, 'Envoyer un essai');
    await page.getByRole('status').getByText('Envoyé', { exact: true }).waitFor();
    expect(office.letters()[0]?.body).toContain('Accents : é è ê ç œ ’ €');

    // A modem beside it: its SIM asks for a PIN, and what it took reaches a telephone.
    await page.getByRole('tab', { name: 'SMS' }).click();
    await page.getByLabel('Adresse du modem').fill('ttyUSB0');
    await press(page, 'Enregistrer');
    await page.getByText('L’adresse du modem ne se lit pas').waitFor();
    await page.getByLabel('Adresse du modem').fill(modem.address);
    await press(page, 'Enregistrer');
    await page.getByLabel('Numéro pour l’essai').fill('01 45 67 89 10');
    await press(page, 'Envoyer un essai');
    await page.getByText('Ce n’est pas un numéro de mobile.').waitFor();
    await page.getByLabel('Numéro pour l’essai').fill('06 12 34 56 78');
    await press(page, 'Envoyer un essai');
    await page.getByText('La carte SIM demande son code PIN').waitFor();
    await page.getByLabel('Code PIN de la carte SIM').fill('0042');
    await press(page, 'Enregistrer');
    // What waited for it leaves by itself.
    await page.getByText('Enregistré. Vide').waitFor();
    await page.getByRole('status').getByText('Remis', { exact: true }).waitFor();
    await expect.poll(() => modem.messages().at(-1)?.to).toBe('+33612345678');
    expect(modem.messages().at(-1)?.text).toContain('Accents : é è à ù');
    await choose(page, 'Par', 'Une passerelle');
    await page.getByLabel('Adresse de la passerelle').waitFor();
    await picture(page, 'messages-gateway');
    expect(await axe(page)).toEqual([]);

    // The words: a slip of the pen is said at once, and the preview follows the typing.
    await page.getByRole('tab', { name: 'Textes' }).click();
    const words = page.getByLabel('Texte', { exact: true });
    await words.fill('Bonjour {nom}');
    await page.getByText('{nom} n’existe pas').waitFor();
    await words.fill('Chère cliente {customer}, votre {object} vous attend.');
    await page.getByText('Chère cliente Mme Hélène Œuvrard, votre bague').waitFor();
    await press(page, 'Enregistrer');
    await page.getByText('Votre texte').waitFor();

    // Somebody brings a ring; their address has a slip in it.
    await visit(page, 'repair/new');
    await page.getByRole('button', { name: 'Nouveau', exact: true }).click();
    await page.getByLabel('Nom', { exact: true }).fill('Lefèvre');
    await page.getByLabel('Prénom').fill('Agnès');
    await page.getByLabel('Téléphone ou e-mail').fill('nobody@example.fr');
    await page.keyboard.press('Enter');
    await page.getByText('Agnès Lefèvre').waitFor();
    await choose(page, 'Nature', 'Bague');
    await choose(page, 'Métal vu', 'métal blanc');
    await choose(page, 'Pierres vues', 'pierre blanche');
    await press(page, 'Enregistrer le dépôt');
    await page.waitForURL(/repair\/[0-9a-f-]{36}/);
    const told = page.getByRole('link', { name: /Objet reçu/ });
    await told.getByText('Échoué').waitFor();
    await page.getByText('Prévenu par E-mail.').waitFor();
    await picture(page, 'messages-repair', true);
    expect(await axe(page)).toEqual([]);

    // It is counted in the menu, and sent to another address.
    const menu = page.getByRole('navigation').getByRole('link', { name: /^Messages/ });
    await menu.getByText('1', { exact: false }).first().waitFor();
    await told.click();
    await page.getByText('Cette adresse n’existe pas').first().waitFor();
    await press(page, 'Autre adresse');
    await page.getByLabel('E-mail', { exact: true }).fill('agnes');
    await press(page, 'Envoyer à cette adresse');
    await page.getByText('Ce n’est pas une adresse e-mail.').waitFor();
    await page.getByLabel('E-mail', { exact: true }).fill('agnes@example.fr');
    await press(page, 'Envoyer à cette adresse');
    await page.locator('aside, section').getByText('Envoyé', { exact: true }).first().waitFor();
    await expect.poll(() => office.letters().at(-1)?.to).toEqual(['agnes@example.fr']);

    // Nothing is left to look at.
    await visit(page, 'messages');
    await choose(page, 'État', 'À regarder');
    await page.getByText('Rien à regarder').waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  }, 300_000);

  it('look well in both languages and both lights', async () => {
    for (const look of LOOKS) {
      const name = `${look.locale}-${look.theme}`;
      const { page, errors } = await at('messages', look);
      await page.locator('#content li button').first().click();
      await page.locator('#content ol li').first().waitFor();
      await picture(page, `messages-${name}`);
      expect(await axe(page)).toEqual([]);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      await visit(page, 'settings/messages');
      for (const at of [0, 1, 2, 3]) {
        await page.getByRole('tab').nth(at).click();
        await page.locator('[role=tabpanel] button').first().waitFor();
        if (at === 3)
          await page
            .getByText(/Œuvrard/)
            .first()
            .waitFor();
        await picture(page, `messages-settings-${at}-${name}`);
        expect(await axe(page)).toEqual([]);
        expect(await sideways(page)).toBeLessThanOrEqual(0);
      }
      expect(errors).toEqual([]);
      await page.context().close();
    }
  }, 300_000);
});
