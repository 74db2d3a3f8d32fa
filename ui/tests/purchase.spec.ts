import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOKS, axe, launch, picture, sideways, type Look } from './browser.ts';
import { signedIn } from './person.ts';
import { startShop, type Shop } from './shop.ts';

/** An order of three lines, delivered in two parts, billed with a difference, one piece sent back. */
let browser: Browser;
let shop: Shop;

async function office(route: string, look: Partial<Look> = {}) {
  const opened = await signedIn(browser, shop.base, 'Léa', look);
  await visit(opened.page, route);
  return opened;
}
async function visit(page: Page, route: string) {
  await page.goto(`${shop.base}/office/${route}`);
  await page.waitForSelector('#content h1');
}
async function choose(page: Page, label: string, option: string | RegExp, nth = 0) {
  await page.getByLabel(label, { exact: true }).nth(nth).press('Enter');
  await page.getByRole('option', { name: option }).first().click();
}
async function ask(page: Page, path: string) {
  return (await page.context().request.get(`${shop.base}/api/v1/${path}`)).json();
}

describe('purchasing', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('orders, receives in parts, bills with a difference and sends one back', async () => {
    const { page, errors } = await office('purchase');
    const [supplier] = await ask(page, 'stock/suppliers');
    const articles = await ask(page, 'stock/articles');
    await page.getByText('Aucune commande').waitFor();

    // A budget first, so that the order shows what it leaves.
    await page.getByRole('button', { name: 'Fixer un budget' }).press('Enter');
    await page.getByRole('textbox', { name: 'Budget d’achat' }).fill('5000');
    await page.getByRole('button', { name: 'Enregistrer' }).press('Enter');
    await page.getByText('Reste').waitFor();

    // Three lines: two rings, one pendant, twenty of an article.
    await page.getByRole('link', { name: 'Nouvelle commande' }).press('Enter');
    await page.getByRole('heading', { name: 'Nouvelle commande' }).waitFor();
    await choose(page, 'Fournisseur', supplier.name);
    await page.getByLabel('Mot au fournisseur', { exact: true }).fill('Livraison le matin');
    await page.getByLabel('Désignation', { exact: true }).fill('Alliance demi-jonc');
    await choose(page, 'Famille', 'Bague');
    await choose(page, 'Métal', 'Or');
    await choose(page, 'Titre', '750');
    await page.getByLabel('Référence du fournisseur', { exact: true }).fill('AL-52');
    await page.getByLabel('Coût HT l’unité', { exact: true }).fill('400');
    await page.getByLabel('Quantité', { exact: true }).fill('2');
    await page.getByRole('button', { name: 'Ajouter des pièces' }).press('Enter');
    await page.getByLabel('Désignation', { exact: true }).nth(1).fill('Pendentif goutte');
    await choose(page, 'Famille', /Pendentif|Collier/, 1);
    await page.getByLabel('Coût HT l’unité', { exact: true }).nth(1).fill('150');
    await page.getByRole('button', { name: 'Ajouter un article' }).press('Enter');
    await choose(page, 'Article par quantité', new RegExp(articles[0].number));
    await page.getByLabel('Coût HT l’unité', { exact: true }).nth(2).fill('8');
    await page.getByLabel('Quantité', { exact: true }).nth(2).fill('20');
    await page.getByText(/Total HT 1.110,00/).waitFor();
    await picture(page, 'purchase-draft', true);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Enregistrer' }).press('Enter');
    await page.waitForURL(/purchase\/[0-9a-f-]{36}$/);
    const id = page.url().split('/').at(-1)!;
    await page.getByRole('button', { name: 'Marquer comme envoyée' }).press('Enter');
    await page.getByText('Envoyée', { exact: true }).first().waitFor();
    const paper = await page
      .context()
      .request.get(`${shop.base}/api/v1/purchase/orders/${id}/pdf?language=fr`);
    expect((await paper.body()).subarray(0, 4).toString()).toBe('%PDF');

    // One ring and eight of the article; the pendant is the wrong one, the other ring has not come.
    await page.getByRole('link', { name: 'Réceptionner' }).press('Enter');
    await page.getByRole('heading', { name: /^Livraison de/ }).waitFor();
    const first = await page.getByLabel('Numéro', { exact: true }).first().inputValue();
    expect(first).not.toBe('');
    await page.getByLabel('N° du bon de livraison', { exact: true }).fill('BL-2231');
    await choose(page, 'Ranger dans', /Coffre/);
    const fates = (nth: number) =>
      page.getByRole('list', { name: 'Ce qui arrive' }).getByRole('listitem').nth(nth);
    await fates(1).getByRole('button', { name: 'Pas venue' }).press('Enter');
    await fates(2).getByRole('button', { name: 'Refusée' }).press('Enter');
    await page.getByLabel('Motif du refus', { exact: true }).fill('bélière cassée');
    await fates(3).getByLabel('Quantité', { exact: true }).fill('8');
    await page.getByLabel('Prix de vente TTC', { exact: true }).first().fill('990');
    await page.getByText('9 pièces à entrer').waitFor();
    await picture(page, 'purchase-receive', true);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Entrer au stock' }).press('Enter');
    await page.getByText('Reçue en partie').waitFor();
    await page.getByText('1 refusée').waitFor();
    await picture(page, 'purchase-part', true);

    // The rest.
    await page.getByRole('link', { name: 'Réceptionner' }).press('Enter');
    await page.getByRole('heading', { name: /^Livraison de/ }).waitFor();
    await choose(page, 'Ranger dans', /Coffre/);
    // Enter goes from number to number, and behind the last one to the end.
    await page.getByLabel('Numéro', { exact: true }).first().press('Enter');
    await page.getByLabel('Numéro', { exact: true }).nth(1).press('Enter');
    await page.keyboard.press('Enter');
    await page.getByText('Reçue', { exact: true }).first().waitFor();
    const done = await ask(page, `purchase/orders/${id}`);
    expect(done.order.stage).toBe('received');
    const lines = done.receptions.flatMap((one: { lines: unknown[] }) => one.lines);
    const ring = lines.find((line: { number: string }) => line.number === first) as {
      piece_id: string;
    };

    // The invoice asks 20 € more for the first ring; carriage is in the net amount.
    await visit(page, 'purchase?tab=invoices');
    await page.getByRole('button', { name: 'Nouvelle facture' }).press('Enter');
    await choose(page, 'Fournisseur', supplier.name);
    await page.getByLabel('Numéro de la facture', { exact: true }).fill('F-2026-118');
    await page.getByLabel(new RegExp(`Alliance demi-jonc · ${first}`)).check();
    await page.getByLabel('Facturé HT l’unité', { exact: true }).fill('420');
    await page.getByLabel('Total HT facturé', { exact: true }).fill('435');
    await page.getByLabel('TVA', { exact: true }).fill('87');
    await page.getByText('Écart avec le coût attendu').waitFor();
    await picture(page, 'purchase-invoice-form', true);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Créer' }).press('Enter');
    await page.getByText(/de plus que prévu/).waitFor();
    await picture(page, 'purchase-invoice', true);
    expect((await ask(page, `stock/pieces/${ring.piece_id}`)).cost_minor).toBe(42_000);
    // The same number again is refused, with where it is.
    await page.getByRole('button', { name: 'Nouvelle facture' }).press('Enter');
    await choose(page, 'Fournisseur', supplier.name);
    await page.getByLabel('Numéro de la facture', { exact: true }).fill('f-2026-118');
    await page.getByLabel('Total HT facturé', { exact: true }).fill('1');
    await page.getByLabel('TVA', { exact: true }).fill('0');
    await page.getByRole('button', { name: 'Créer' }).press('Enter');
    await page.getByText(/est déjà saisie/).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /F-2026-118/ }).press('Enter');
    await page.getByRole('button', { name: 'Noter le paiement' }).press('Enter');
    await page.getByLabel('Référence du paiement', { exact: true }).fill('VIR 221');
    await page.getByRole('button', { name: 'Noter le paiement' }).press('Enter');
    await page.getByText('Payée', { exact: true }).first().waitFor();

    // It goes back, found by its number; the order keeps its delivery, the piece tells its way.
    await visit(page, 'purchase?tab=returns');
    await page.getByRole('button', { name: 'Nouveau retour' }).press('Enter');
    await page.getByLabel('Numéro ou code-barres', { exact: true }).fill(first);
    await page.getByLabel('Numéro ou code-barres', { exact: true }).press('Enter');
    await page.getByText(`Alliance demi-jonc · ${first}`).waitFor();
    await page.getByLabel('Motif du retour', { exact: true }).fill('serti défectueux');
    await page.getByRole('button', { name: 'Renvoyer' }).press('Enter');
    await page.getByText('Avoir attendu', { exact: true }).first().waitFor();
    await picture(page, 'purchase-return', true);
    expect(await axe(page)).toEqual([]);
    await visit(page, `stock/${ring.piece_id}`);
    await page.getByText('Renvoyée au fournisseur').first().waitFor();
    await page.getByRole('link', { name: /-RF1$/ }).waitFor();
    await picture(page, 'purchase-piece', true);

    // A floor, and the order it proposes.
    await visit(page, 'purchase?tab=reorder');
    await page.getByRole('button', { name: 'Nouveau seuil' }).press('Enter');
    await choose(page, 'Article par quantité', new RegExp(articles[0].number));
    await page.getByLabel('Minimum', { exact: true }).fill('1000');
    await page.getByLabel('Maximum', { exact: true }).fill('1200');
    await page.getByRole('button', { name: 'Créer' }).press('Enter');
    await page.getByRole('button', { name: /^Commander chez/ }).press('Enter');
    await page.waitForURL(/purchase\/[0-9a-f-]{36}$/);
    await page.getByText('Brouillon', { exact: true }).waitFor();

    // A family's own budget, beside the month's.
    await visit(page, 'purchase/budget');
    await page.getByRole('table').waitFor();
    await choose(page, 'Budget de', 'Bague');
    await page.getByRole('textbox', { name: 'Budget d’achat' }).fill('300');
    await page.getByRole('button', { name: 'Fixer un budget' }).press('Enter');
    await page.getByRole('cell', { name: /^300,00/ }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).press('Enter');
    expect((await download).suggestedFilename()).toMatch(/^budget-.*csv$/);
    expect(errors).toEqual([]);
    await page.context().close();

    for (const look of LOOKS) {
      const { page: shown, errors: broken } = await office('purchase', look);
      const name = `${look.locale}-${look.theme}`;
      await shown.locator('#content li').first().waitFor();
      await picture(shown, `purchase-orders-${name}`);
      expect(await axe(shown)).toEqual([]);
      await visit(shown, `purchase/${id}`);
      await shown.locator('#content article').first().waitFor();
      await picture(shown, `purchase-order-${name}`, true);
      expect(await axe(shown)).toEqual([]);
      expect(await sideways(shown)).toBeLessThanOrEqual(0);
      for (const tab of ['receptions', 'invoices', 'returns', 'reorder']) {
        await visit(shown, `purchase?tab=${tab}`);
        await shown.locator('#content li').first().waitFor();
        const row = shown.locator('#content li button').first();
        await row.click();
        await shown.locator('#content aside').waitFor();
        await picture(shown, `purchase-${tab}-${name}`, true);
        expect(await axe(shown)).toEqual([]);
        expect(await sideways(shown)).toBeLessThanOrEqual(0);
      }
      await visit(shown, 'purchase/budget');
      await shown.getByRole('table').waitFor();
      await picture(shown, `purchase-budget-${name}`, true);
      expect(await axe(shown)).toEqual([]);
      expect(await sideways(shown)).toBeLessThanOrEqual(0);
      expect(broken).toEqual([]);
      await shown.context().close();
    }
  }, 400_000);
});
