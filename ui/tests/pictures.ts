/**
 * A picture of every screen, in both languages and both lights, on the demonstration shop:
 * `npm run pictures`, or `npm run pictures -- till fr dark` for those whose name holds these words.
 * They land in out/pictures, to be looked at; nothing is compared.
 */
import type { Browser, Page } from 'playwright-core';
import { LOOKS, launch, open, picture, type Look } from './browser.ts';
import { Scanner } from './scanner.ts';
import { startShop, type Shop } from './shop.ts';

const WORDS = process.argv.slice(2);
const wanted = (name: string) => WORDS.every((word) => name.includes(word));

type Named = { id: string; name: string };
type Row = { id: string; number: string; price_minor: number };

/** What a screen needs before its picture is taken; the page is signed in and at its address. */
type Step = (page: Page, at: Stage) => Promise<unknown>;
type Stage = { shop: Shop; scanner: Scanner; take: () => Row; look: Look };

const panel = (page: Page, kind: string) => page.locator(`[data-panel="${kind}"]`);
const key =
  (name: string, kind: string): Step =>
  async (page) => {
    await page.keyboard.press(name);
    await panel(page, kind).waitFor();
  };
/** The shelf's gestures in their order: discount, tickets, cash, report, close. */
const gesture =
  (index: number, kind: string): Step =>
  async (page) => {
    await page.keyboard.press('Escape');
    await panel(page, 'shelf').locator('section + ul button').nth(index).click();
    await panel(page, kind).waitFor();
  };

/** Pages of the back office, by their address; each may do something first. */
const OFFICE: [name: string, path: string, step?: Step][] = [
  ['stock', 'stock'],
  [
    'stock-search',
    'stock',
    async (page) => {
      await page.locator('#content input').first().fill('solitaire');
      await page.waitForURL(/solitaire/);
    }
  ],
  ['labels', 'labels'],
  [
    'labels-chosen',
    'stock?q=solitaire',
    async (page) => {
      await page.locator('a[href^="/office/labels?pieces="]').click();
      await page.locator('#content img').first().waitFor();
    }
  ],
  ['piece-new', 'stock/new'],
  ['articles', 'articles'],
  ['article', 'articles', (page) => page.locator('#content ul button').first().click()],
  ['import', 'import'],
  ['places', 'places'],
  ['place', 'places', (page) => page.locator('#content ul button').first().click()],
  ['suppliers', 'suppliers'],
  ['metal', 'metal'],
  ['pricing', 'pricing'],
  ['formula', 'pricing', (page) => page.locator('#content ul button').first().click()],
  ['repricing', 'repricing'],
  ['position', 'position'],
  ['closings', 'closings'],
  ['closing', 'closings', (page) => page.locator('#content ul button').first().click()],
  ['journal', 'journal'],
  ['prints', 'prints'],
  ['shop', 'settings/shop'],
  ['tills', 'settings/tills'],
  ['people', 'settings/people'],
  ['person', 'settings/people', (page) => page.locator('#content ul button').nth(1).click()],
  ['devices', 'settings/devices'],
  ['display', 'settings/display'],
  ['about', 'about']
];

/** The till's panels, in an order that a day could have. */
const TILL: [name: string, step: Step][] = [
  ['empty', async () => undefined],
  [
    'cart',
    async (page, { scanner, take }) => {
      for (const code of [take().number, take().number, take().number]) {
        const before = await page.locator('[data-line]').count();
        await scanner.scan(code);
        await page.locator('[data-line]').nth(before).waitFor();
      }
    }
  ],
  [
    'unknown',
    async (page, { scanner }) => {
      await scanner.scan('4006381333931');
      await page.getByText('4006381333931').waitFor();
    }
  ],
  [
    'search',
    async (page) => {
      await key('F2', 'search')(page, {} as Stage);
      await page.keyboard.type('or', { delay: 80 });
      await panel(page, 'search').getByRole('option').first().waitFor();
    }
  ],
  [
    'customer',
    async (page) => {
      await key('F4', 'customer')(page, {} as Stage);
      await page.keyboard.type('ma', { delay: 80 });
    }
  ],
  ['parked', key('F8', 'parked')],
  ['commands', key('Control+k', 'commands')],
  [
    'line',
    async (page) => {
      await page.locator('[data-line]').first().click();
      await panel(page, 'line').waitFor();
    }
  ],
  ['discount', gesture(0, 'discount')],
  ['tickets', gesture(1, 'tickets')],
  [
    'return',
    async (page) => {
      await panel(page, 'tickets').locator('li button').nth(1).click();
      await panel(page, 'return').getByRole('checkbox').first().waitFor();
    }
  ],
  ['cash', gesture(2, 'cash')],
  ['report', gesture(3, 'report')],
  ['close', gesture(4, 'close')],
  [
    'printer',
    async (page) => {
      await page.locator('header button').nth(0).click();
      await panel(page, 'printer').waitFor();
    }
  ],
  ['pay', key('F9', 'pay')],
  [
    'split',
    async (page) => {
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('500', { delay: 80 });
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      await page.locator('[data-left]').waitFor();
    }
  ],
  [
    'done',
    async (page) => {
      await page.getByLabel(/autorisation|authorisation/i).fill('123456');
      await page.keyboard.press('Enter');
      await panel(page, 'done').waitFor();
    }
  ]
];

class Studio {
  #browser: Browser;
  #shop: Shop;
  #rows: Row[] = [];
  constructor(browser: Browser, shop: Shop) {
    this.#browser = browser;
    this.#shop = shop;
  }

  async #keep(page: Page, name: string, look: Look) {
    // Queries answer within a few milliseconds here; photos and fonts follow.
    await page.waitForLoadState('networkidle').catch(() => undefined);
    await picture(page, `${name}-${look.locale}-${look.theme}`);
  }

  async #signedIn(look: Look, person: RegExp, pin: string, to: string) {
    const opened = await open(this.#browser, `${this.#shop.base}/sign-in?to=${to}`, look);
    const { page } = opened;
    page.setDefaultTimeout(8_000);
    const users = (await (
      await page.request.get(`${this.#shop.base}/api/v1/session/users`)
    ).json()) as Named[];
    const who = users.find(({ name }) => person.test(name)) ?? users[0];
    await page.getByRole('button', { name: who?.name }).click();
    await page.keyboard.type(pin, { delay: 80 });
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname.startsWith(to));
    return page;
  }

  async doors(look: Look) {
    const { page } = await open(this.#browser, `${this.#shop.base}/sign-in`, look);
    const tiles = page.locator('main li button');
    await tiles.first().waitFor();
    await this.#keep(page, 'sign-in', look);
    await tiles.last().click();
    await this.#keep(page, 'sign-in-pin', look);
    await page.keyboard.type('9999', { delay: 80 });
    await page.keyboard.press('Enter');
    await page.locator('[aria-live] [role="alert"], [aria-live] p').first().waitFor();
    await this.#keep(page, 'sign-in-wrong', look);
    await page.goto(`${this.#shop.base}/display`);
    await this.#keep(page, 'display-welcome', look);
    await page.context().close();
  }

  async office(look: Look) {
    if (!OFFICE.some(([name]) => wanted(`office-${name}-${look.locale}-${look.theme}`))) return;
    const page = await this.#signedIn(look, /Léa/, '1234', '/office');
    const api = `${this.#shop.base}/api/v1`;
    const { rows } = (await (
      await page.request.get(`${api}/stock/pieces?q=solitaire&limit=20`)
    ).json()) as { rows: Row[] };
    const [piece] = rows;
    const pages = [
      ...OFFICE,
      ['piece', `stock/${piece?.id}`] as const,
      ['piece-edit', `stock/${piece?.id}/edit`] as const
    ];
    for (const [name, path, step] of pages) {
      if (!wanted(`office-${name}-${look.locale}-${look.theme}`)) continue;
      await page.goto(`${this.#shop.base}/office/${path}`);
      await page.waitForSelector('#content h1');
      await page.waitForLoadState('networkidle').catch(() => undefined);
      await step?.(page, {} as Stage).catch((why: unknown) => console.error(name, String(why)));
      await this.#keep(page, `office-${name}`, look);
    }
    await page.context().close();
  }

  async till(look: Look) {
    if (!TILL.some(([name]) => wanted(`till-${name}-${look.locale}-${look.theme}`))) return;
    const page = await this.#signedIn(look, /Léa/, '1234', '/till');
    const opening = page.getByRole('heading', { name: /Caisse 1/ });
    await opening.or(panel(page, 'shelf')).first().waitFor();
    if (!(await panel(page, 'shelf').isVisible())) {
      await this.#keep(page, 'till-open-day', look);
      await page.locator('input').nth(3).fill('4');
      await page.locator('main button').last().click();
      await panel(page, 'shelf').waitFor();
    }
    if (this.#rows.length === 0) {
      const answer = await page.request.get(
        `${this.#shop.base}/api/v1/stock/pieces?state=available&limit=200`
      );
      this.#rows = ((await answer.json()) as { rows: Row[] }).rows.filter(
        ({ price_minor }) => price_minor > 30_000
      );
    }
    const take = () => {
      const row = this.#rows.shift();
      if (!row) throw new Error('the demonstration shop has no piece left');
      return row;
    };
    const at: Stage = { shop: this.#shop, scanner: await Scanner.on(page), take, look };
    for (const [name, step] of TILL) {
      await step(page, at).catch((why: unknown) => console.error(`till-${name}`, String(why)));
      await this.#keep(page, `till-${name}`, look);
      if (name === 'cart') await this.#display(page, look);
    }
    // The next one finds the till as this one did: nothing in the cart.
    await page.keyboard.press('Enter');
    await page.request.delete(`${this.#shop.base}/api/v1/session`, {
      headers: { 'Idempotency-Key': crypto.randomUUID() }
    });
    await page.context().close();
  }

  async #display(page: Page, look: Look) {
    const display = await page.context().newPage();
    await display.goto(`${this.#shop.base}/display`);
    await display.locator('main ul').waitFor();
    await this.#keep(display, 'display-cart', look);
    await display.close();
  }

  async firstRun(look: Look) {
    if (!wanted(`first-run-${look.locale}-${look.theme}`)) return;
    const empty = await startShop();
    try {
      const { page } = await open(this.#browser, empty.first, look);
      await page.waitForSelector('form');
      for (let step = 1; step <= 3; step++) {
        await this.#keep(page, `first-run-${step}`, look);
        const fields = page.locator('form input:not([type=file]), form textarea');
        const answers = [
          [],
          ['Maison Vauquelin', '', '12 rue des Orfèvres, 75001 Paris', '73282932000074', '4777Z'],
          ['Claire Vauquelin', '4829', '4829']
        ][step - 1] as string[];
        for (const [index, text] of answers.entries()) {
          if (text) await fields.nth(index).fill(text);
        }
        await page.locator('button[type=submit]').click();
        await page.waitForTimeout(300);
      }
      await page.locator('[data-recovery]').waitFor();
      await this.#keep(page, 'first-run-4', look);
    } finally {
      empty.stop();
    }
  }
}

const [browser, shop] = await Promise.all([launch(), startShop('full')]);
const studio = new Studio(browser, shop);
try {
  for (const look of LOOKS) {
    const name = `-${look.locale}-${look.theme}`;
    if (wanted(`sign-in${name}`) || wanted(`display${name}`)) await studio.doors(look);
    await studio.firstRun(look);
    await studio.office(look);
    await studio.till(look);
  }
} finally {
  await browser.close();
  shop.stop();
}
