import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOKS, axe, launch, picture, sideways, type Look } from './browser.ts';
import { signedIn } from './person.ts';
import { Scanner } from './scanner.ts';
import { startShop, type Shop } from './shop.ts';

/** Promised days on the demonstration shop: hours, what is proposed, the calendar, a card dragged. */
let browser: Browser;
let shop: Shop;
let sheet: { id: string; jobs: { id: string; code: string }[] };
let customer: string;

async function office(route: string, look: Partial<Look> = {}) {
  const opened = await signedIn(browser, shop.base, 'Léa', look);
  await visit(opened.page, route);
  return opened;
}
async function visit(page: Page, route: string) {
  await page.goto(`${shop.base}/office/${route}`);
  await page.waitForSelector('#content h1');
}
/** A command of the same session, as the screens send it. */
const send = async (page: Page, method: string, path: string, data: unknown) => {
  const answer = await page.context().request.fetch(`${shop.base}/api/v1${path}`, {
    method,
    data,
    headers: { 'Idempotency-Key': crypto.randomUUID() }
  });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
  return answer.json().catch(() => null);
};
const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const object = (on: string, minutes: number, more: object = {}) => ({
  id: crypto.randomUUID(),
  object: 'Bague, métal jaune, pierre blanche',
  promised_on: on,
  rush: false,
  stones: [],
  tasks: [
    {
      id: crypto.randomUUID(),
      kind: 'polish',
      title: 'Polissage',
      price_minor: 2_400,
      minutes,
      vat_bp: 2_000
    }
  ],
  ...more
});

describe('promised days', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('proposes what the bench can keep, and warns of what it cannot', async () => {
    const { page, errors } = await office('settings/bench');
    customer = crypto.randomUUID();
    await send(page, 'POST', '/customers', {
      id: customer,
      last_name: 'Lefèvre',
      first_name: 'Agnès',
      phone: '06 12 34 56 78'
    });
    // Two hours a day, every day, and a closed day in four.
    const week = page.locator('form', { has: page.getByLabel('lundi') });
    for (const day of ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'])
      await page.getByLabel(day).fill('2');
    await week.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('14 h par semaine').waitFor();
    await page.getByLabel('Du', { exact: true }).fill(inDays(4));
    await page.getByLabel('Pourquoi').fill('Salon (inventé)');
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    await page.getByRole('list', { name: 'Jours fermés' }).getByText('Salon (inventé)').waitFor();
    await picture(page, 'promise-hours', true);
    expect(await axe(page)).toEqual([]);

    // Six hours are promised within two days: tomorrow cannot be kept for more.
    sheet = await send(page, 'POST', '/repairs', {
      id: crypto.randomUUID(),
      customer_id: customer,
      ceiling: 'none',
      objects: [object(inDays(1), 200), object(inDays(2), 160, { rush: true })]
    });
    await visit(page, 'repair/new');
    await page.getByText('Déjà promis').waitFor();
    await page.getByLabel('Promis pour le').fill(inDays(1));
    await page.getByText('Trop tôt').waitFor();
    await page.getByText('Trop tôt').scrollIntoViewIfNeeded();
    await picture(page, 'promise-warned', true);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: /^Proposer le/ }).click();
    await page.getByText('Trop tôt').waitFor({ state: 'detached' });
    await page.getByLabel('Promis pour le').fill(inDays(4));
    await page.getByText('L’atelier est fermé le').waitFor();

    // A changed promise: who, when, why, and what it was.
    await visit(page, `repair/${sheet.id}`);
    await page.getByRole('button', { name: 'Autres étapes' }).click();
    await page.getByRole('menuitem', { name: 'Changer le délai' }).click();
    await page.getByLabel('Promis pour le').fill(inDays(3));
    await page.getByText('Déjà promis').waitFor();
    await page.getByLabel('Motif').fill('pierre en commande');
    await page.getByRole('button', { name: 'Changer le délai' }).last().click();
    await page.getByText('pierre en commande').waitFor();
    await page.getByText(/· du \d.* au \d/).waitFor();
    expect(errors).toEqual([]);
  }, 120_000);

  it('a card dragged to a column does what its button does', async () => {
    const { page, errors } = await office('repair');
    const code = sheet.jobs[0]!.code;
    const card = page.locator('article', { hasText: code });
    const column = (name: string) => page.getByRole('region', { name, exact: true });
    await card.dragTo(column('Prêt'));
    await page.getByText('aucune étape ne mène de là').waitFor();
    await card.dragTo(column('En cours'));
    await column('En cours').getByText(code).waitFor();
    // What says something first is asked on the job's page.
    await page.locator('article', { hasText: code }).dragTo(column('En pause'));
    await page.waitForURL(/do=hold/);
    await page.getByLabel('Motif').waitFor();
    expect(errors).toEqual([]);
  }, 60_000);

  it('work handed over is answered for, and done again for nothing', async () => {
    const { page, errors } = await office('settings/bench');
    await page.getByLabel('Durée de garantie').fill('12');
    await page.getByLabel('Durée de garantie').press('Enter');
    await page.getByText('Enregistré').first().waitFor();
    const free = object(inDays(9), 30);
    free.tasks[0]!.price_minor = 0;
    const taken = await send(page, 'POST', '/repairs', {
      id: crypto.randomUUID(),
      customer_id: customer,
      ceiling: 'none',
      objects: [free]
    });
    const job = taken.jobs[0];
    for (const act of ['start', 'check', 'pass'])
      await send(page, 'POST', `/repair-jobs/${job.id}/act`, { act });
    await send(page, 'POST', `/repair-jobs/${job.id}/hand-over`, {
      id: crypto.randomUUID(),
      slip: taken.number,
      stones_same: true,
      photos_same: true,
      reason: '',
      given_to: ''
    });
    await visit(page, `repair/${taken.id}`);
    await page.getByText('Garanti jusqu’au').waitFor();
    for (const language of ['fr', 'en']) {
      const pdf = await page
        .context()
        .request.get(
          `${shop.base}/api/v1/repair-jobs/${job.id}/warranty-card?language=${language}`
        );
      expect((await pdf.body()).subarray(0, 4).toString()).toBe('%PDF');
    }
    await picture(page, 'warranty-stands', true);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Reprendre sous garantie' }).click();
    await page.waitForURL(/redo=/);
    await page.getByText('Agnès Lefèvre').waitFor();
    await page.getByRole('button', { name: 'Enregistrer le dépôt' }).click();
    await page.waitForURL(/taken=1/);
    await page.getByText('Repris sous garantie').waitFor();
    expect(errors).toEqual([]);
  }, 60_000);

  it('what is made stands in the calendar and in the queue of who makes it', async () => {
    const { page, errors } = await office('repair/calendar');
    const me = await (await page.context().request.get(`${shop.base}/api/v1/session`)).json();
    const begun = await send(page, 'POST', '/custom-orders', {
      id: crypto.randomUUID(),
      customer_id: customer,
      about: {
        title: 'Alliance deux ors',
        brief: '',
        budget_minor: null,
        wished_on: inDays(2),
        ring_size: '52',
        fields: []
      }
    });
    const path = `/custom-orders/${begun.id}`;
    const labour = { id: crypto.randomUUID(), kind: 'labour', title: 'Façon', minutes: 480 };
    const saved = await send(page, 'PUT', `${path}/quote`, {
      id: crypto.randomUUID(),
      version: begun.version,
      valid_until: inDays(20),
      note: '',
      lines: [{ ...labour, typed_minor: 90_000, vat_bp: 2_000 }]
    });
    await send(page, 'POST', `${path}/quote/send`, { version: saved.version });
    await send(page, 'POST', `${path}/answer`, {
      answer: 'approved',
      channel: 'counter',
      said_by: '',
      note: ''
    });
    await send(page, 'POST', `${path}/act`, { act: 'produce', note: '' });
    const listed = await send(page, 'POST', `${path}/parts`, {
      id: crypto.randomUUID(),
      kind: 'labour',
      title: 'Montage et sertissage',
      minutes: 150,
      person_id: me.user.id
    });
    await send(page, 'POST', `/custom-parts/${listed.making.parts[0].id}/uses`, {
      id: crypto.randomUUID(),
      minutes: 45
    });
    await page.reload();
    const card = page.getByRole('link', { name: /Alliance deux ors/ });
    await card.getByText('Création', { exact: true }).waitFor();
    await card.getByText('1 h 45').waitFor();
    await visit(page, 'bench');
    const row = page.getByRole('listitem').filter({ hasText: begun.number });
    await row.getByText('45 min sur 2 h 30').waitFor();
    await picture(page, 'promise-one-queue', true);
    expect(await axe(page)).toEqual([]);
    // Its envelope opens it; what was worked is told as a person says it.
    const scanner = await Scanner.on(page);
    await scanner.scan(begun.number);
    await page.waitForURL(new RegExp(`/office/custom/${begun.id}`));
    const told = page.getByText('Montage et sertissage · 45 min');
    await told.scrollIntoViewIfNeeded();
    await picture(page, 'promise-order-history', true);
    expect(errors).toEqual([]);
  }, 60_000);

  // Both languages and both themes, each once.
  const looks = LOOKS.filter(({ locale, theme }) => (locale === 'fr') === (theme === 'light'));
  it.each(looks)(
    'looks right in $locale, $theme',
    async (look) => {
      const { page, errors } = await office('repair/calendar', look);
      const name = `${look.locale}-${look.theme}`;
      await page.locator('#content ol').first().waitFor();
      await picture(page, `promise-week-${name}`, true);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      expect(await axe(page)).toEqual([]);
      await page.getByRole('button', { name: look.locale === 'fr' ? 'Mois' : 'Month' }).click();
      await page.locator('#content .grid-cols-7').waitFor();
      await picture(page, `promise-month-${name}`, true);
      expect(await axe(page)).toEqual([]);
      await visit(page, 'bench');
      await page.locator('ol a').first().waitFor();
      await picture(page, `promise-queue-${name}`, true);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      expect(await axe(page)).toEqual([]);
      expect(errors).toEqual([]);
    },
    60_000
  );
});
