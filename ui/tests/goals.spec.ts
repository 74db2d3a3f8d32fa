/**
 * The goals that screens are measured by, on the demonstration shop: keys that are pressed, scans,
 * weight, start, layout shifts, focus, and a server that dies in mid-sale. Counts are exact. Times
 * are printed beside their goal and only held to it where `ECRIN_TIMES=1` says that the machine has
 * nothing else to do: a busy one would measure its neighbours.
 */
import { gzipSync } from 'node:zlib';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, open } from './browser.ts';
import { Scanner } from './scanner.ts';
import { startShop, type Shop } from './shop.ts';

type Row = { number: string; price_minor: number };

const CALM = process.env.ECRIN_TIMES === '1';
/** Beyond this even a busy machine is no excuse. */
const NEVER_MS = 10_000;

let browser: Browser;
let shop: Shop;
let page: Page;
let scanner: Scanner;
let rows: Row[] = [];
const keys: string[] = [];

const press = async (key: string) => {
  keys.push(key);
  await page.keyboard.press(key);
};
const panel = (kind: string) => page.locator(`[data-panel="${kind}"]`);
const lines = () => page.locator('[data-line]');
const take = (wanted: (row: Row) => boolean = () => true): Row => {
  const at = rows.findIndex(wanted);
  const [row] = at < 0 ? [] : rows.splice(at, 1);
  if (!row) throw new Error('the demonstration shop has no piece left for this');
  return row;
};
async function scan(code: string) {
  const before = await lines().count();
  await scanner.scan(code, { layout: 'azerty' });
  await expect.poll(() => lines().count()).toBe(before + 1);
}
function timed(what: string, ms: number, goal: number) {
  console.log(`${what}: ${ms.toFixed(1)} ms (goal ${goal} ms)`);
  expect(ms).toBeLessThan(CALM ? goal : NEVER_MS);
}
const p95 = (times: number[]): number =>
  [...times].sort((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? Infinity;

/** Tab after Tab until it has the focus, as somebody without a mouse would. */
async function tabTo(target: Locator) {
  for (let presses = 0; presses < 40; presses++) {
    if (await target.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not lead there');
}

describe('the goals of the screens', () => {
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launch(), startShop('demo')]);
    ({ page } = await open(browser, `${shop.base}/till`));
    scanner = await Scanner.on(page);
    // From here on every shift of the layout is counted, those after a key too; and the time of each
    // Enter is taken before the till's own listener swallows it.
    await page.addInitScript(() => {
      const ends: number[] = [];
      (window as unknown as { ends: number[] }).ends = ends;
      window.addEventListener(
        'keydown',
        ({ key }) => key === 'Enter' && ends.push(performance.now()),
        { capture: true }
      );
      const seen: { value: number; where: string }[] = [];
      (window as unknown as { shifts: typeof seen }).shifts = seen;
      type Shift = PerformanceEntry & { value: number; sources?: { node?: Element }[] };
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as Shift[]) {
          const where = entry.sources?.map(({ node }) => node?.outerHTML?.slice(0, 80)).join(' ');
          seen.push({ value: entry.value, where: where ?? '' });
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
  });
  afterAll(async () => {
    await browser?.close();
    shop?.stop();
  });

  it('opens the day without a mouse', async () => {
    await page.getByRole('button', { name: /Léa/ }).waitFor();
    await tabTo(page.getByRole('button', { name: /Léa/ }));
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: /Léa/ }).waitFor();
    await page.keyboard.type('1234', { delay: 80 });
    await page.keyboard.press('Enter');
    await tabTo(page.getByLabel('Nombre de 20 €'));
    await page.keyboard.type('10', { delay: 80 });
    await tabTo(page.getByRole('button', { name: 'Ouvrir la journée' }));
    await page.keyboard.press('Enter');
    await panel('shelf').waitFor();
    const answer = await page.request.get(
      `${shop.base}/api/v1/stock/pieces?state=available&limit=500`
    );
    rows = ((await answer.json()) as { rows: Row[] }).rows.filter(
      ({ price_minor }) => price_minor > 20_000
    );
    expect(rows.length).toBeGreaterThan(80);
  });

  it('starts fast, weighs little', async () => {
    const scripts: Promise<number>[] = [];
    const weigh = (response: { url(): string; body(): Promise<Buffer> }) => {
      if (new URL(response.url()).pathname.endsWith('.js')) {
        scripts.push(response.body().then((body) => gzipSync(body).length));
      }
    };
    page.on('response', weigh);
    const start = performance.now();
    await page.reload();
    await panel('shelf').waitFor();
    const interactive = performance.now() - start;
    await page.waitForLoadState('networkidle');
    page.off('response', weigh);
    const bytes = (await Promise.all(scripts)).reduce((sum, one) => sum + one, 0);
    console.log(`script of the till: ${(bytes / 1000).toFixed(1)} kB gzipped (goal 200 kB)`);
    expect(bytes).toBeGreaterThan(20_000);
    expect(bytes).toBeLessThan(200_000);
    timed('till interactive', interactive, 1000);
    const paint = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity
    );
    timed('first paint', paint, 1000);
  });

  it('sells for exact cash in two keys after the scan', async () => {
    await scan(take(({ price_minor }) => price_minor < 100_000).number);
    keys.length = 0;
    await press('F9');
    await panel('pay').waitFor();
    await press('Enter');
    await panel('done').waitFor();
    expect(keys).toEqual(['F9', 'Enter']);
  });

  it('begins the next sale with the next scan, and splits a payment in four keys', async () => {
    // Above what may be paid in cash the card comes first; the arrow leads to the cheque.
    const piece = take(({ price_minor }) => price_minor > 100_000 && price_minor < 180_000);
    await scanner.scan(piece.number, { layout: 'azerty' });
    await panel('shelf').waitFor();
    await expect.poll(() => lines().count()).toBe(1);
    keys.length = 0;
    await press('F9');
    await panel('pay').locator('[data-money]').waitFor();
    // The amount that is proposed stands selected: what is typed takes its place.
    await page.keyboard.type(String(piece.price_minor / 100 - 500), { delay: 80 });
    await press('ArrowDown');
    await press('Enter');
    await expect.poll(() => page.locator('[data-left]').innerText()).toContain('500,00');
    await press('Enter');
    await panel('done').waitFor();
    expect(keys).toEqual(['F9', 'ArrowDown', 'Enter', 'Enter']);
    const [ticket] = (await (
      await page.request.get(`${shop.base}/api/v1/sales?limit=1`)
    ).json()) as { payments: { tender: string; amount_minor: number }[]; number: string }[];
    expect(ticket?.payments).toMatchObject([
      { tender: 'cheque', amount_minor: piece.price_minor - 50_000 },
      { tender: 'cash', amount_minor: 50_000 }
    ]);
  });

  it('takes a line back in three keys after its ticket', async () => {
    await scan(take(({ price_minor }) => price_minor < 100_000).number);
    await press('F9');
    await panel('pay').waitFor();
    await press('Enter');
    await panel('done').waitFor();
    const [sold] = (await (await page.request.get(`${shop.base}/api/v1/sales?limit=1`)).json()) as {
      number: string;
    }[];
    await scanner.scan(sold?.number ?? '', { layout: 'azerty' });
    await panel('return').getByRole('checkbox').first().waitFor();
    keys.length = 0;
    await press('Space');
    await expect.poll(() => lines().count()).toBe(1);
    await press('F9');
    await panel('pay').waitFor();
    await press('Enter');
    await panel('done').waitFor();
    expect(keys).toEqual(['Space', 'F9', 'Enter']);
  });

  it('puts fifty scans at ten a second into fifty right lines, from any focus, on AZERTY', async () => {
    await page.keyboard.press('Enter');
    await panel('shelf').waitFor();
    // From the code's last key to its line on the screen.
    await page.evaluate(() => {
      const { ends } = window as unknown as { ends: number[] };
      ends.length = 0;
      const times: number[] = [];
      (window as unknown as { scanTimes: number[] }).scanTimes = times;
      let count = document.querySelectorAll('[data-line]').length;
      new MutationObserver(() => {
        const now = document.querySelectorAll('[data-line]').length;
        for (; count < now; count++) {
          const end = ends.shift();
          if (end !== undefined) times.push(performance.now() - end);
        }
      }).observe(document.body, { childList: true, subtree: true });
    });
    const codes = Array.from({ length: 50 }, () => take().number);
    const focuses = [
      () => page.locator('body').evaluate(() => (document.activeElement as HTMLElement).blur()),
      () => page.getByRole('button', { name: 'Tout' }).focus(),
      () => page.getByRole('button', { name: /Lecture X/ }).focus(),
      () => lines().first().focus()
    ];
    const began = Date.now();
    for (const [index, code] of codes.entries()) {
      if (index > 0) await focuses[index % focuses.length]?.();
      const early = began + index * 100 - Date.now();
      if (early > 0) await page.waitForTimeout(early);
      await scanner.scan(code, { layout: 'azerty' });
    }
    await expect.poll(() => lines().count(), { timeout: 30_000 }).toBe(50);
    const cart = (await (await page.request.get(`${shop.base}/api/v1/carts/current`)).json()) as {
      lines: { number: string }[];
    };
    expect(cart.lines.map(({ number }) => number)).toEqual(codes);
    // No focus was moved, nothing was pressed and nothing opened meanwhile.
    expect(await panel('shelf').isVisible()).toBe(true);
    const times = await page.evaluate(
      () => (window as unknown as { scanTimes: number[] }).scanTimes
    );
    expect(times).toHaveLength(50);
    timed('scan to line, p95', p95(times), 50);
  });

  it('is there again after the server was killed in mid-sale', async () => {
    const before = await page.locator('[data-total]').innerText();
    await shop.kill();
    await page.getByText('Serveur injoignable').first().waitFor();
    await shop.again();
    await page.reload();
    await expect.poll(() => lines().count()).toBe(50);
    expect(await page.locator('[data-total]').innerText()).toBe(before);
  });

  it('finds by three characters and Enter', async () => {
    const spent: number[] = [];
    for (const word of ['méd', 'sol', 'all', 'cré', 'bra']) {
      await page.keyboard.press('F2');
      await panel('search').getByRole('combobox').waitFor();
      await page.keyboard.type(word.slice(0, 2), { delay: 80 });
      await page.evaluate(() => {
        const times = { typed: 0, shown: 0 };
        (window as unknown as { find: typeof times }).find = times;
        window.addEventListener('keydown', () => (times.typed = performance.now()), {
          capture: true,
          once: true
        });
        const list = document.querySelector('[data-panel=search]');
        if (!list) return;
        new MutationObserver(() => (times.shown = performance.now())).observe(list, {
          childList: true,
          subtree: true,
          characterData: true
        });
      });
      await page.keyboard.type(word.slice(2));
      await panel('search').getByRole('option').first().waitFor();
      await page.waitForLoadState('networkidle');
      const found = await page.evaluate(
        () => (window as unknown as { find: { typed: number; shown: number } }).find
      );
      spent.push(found.shown - found.typed);
      await page.keyboard.press('Escape');
    }
    timed('third character to results, slowest of five', Math.max(...spent), 200);
  });

  it('gives the focus back to what opened a panel', async () => {
    for (const name of [/Client\s*F4/, /Tout\s*Ctrl/, /Attente\s*F8/]) {
      const opener = page.getByRole('button', { name });
      await opener.focus();
      await page.keyboard.press('Enter');
      await page.locator('[data-panel]:not([data-panel="shelf"])').waitFor();
      await page.keyboard.press('Escape');
      await panel('shelf').waitFor();
      expect(await opener.evaluate((one) => one === document.activeElement)).toBe(true);
    }
  });

  it('never moves what stands on the till', async () => {
    await page.reload();
    await lines().first().waitFor();
    for (const key of ['F2', 'F4', 'F8', 'F9', 'Escape']) {
      await page.keyboard.press(key);
      await page.waitForLoadState('networkidle');
    }
    await scan(take().number);
    const shifts = await page.evaluate(
      () => (window as unknown as { shifts: { value: number; where: string }[] }).shifts
    );
    // Without a source that still stands there, something was replaced: nothing moved.
    expect(shifts.filter(({ where }) => where.trim() !== '')).toEqual([]);
  });

  it('sells on while its printer is dead', async () => {
    const api = `${shop.base}/api/v1`;
    const [till] = (await (await page.request.get(`${api}/session/tills`)).json()) as {
      id: string;
    }[];
    const put = await page.request.put(`${api}/devices/${crypto.randomUUID()}`, {
      headers: { 'Idempotency-Key': crypto.randomUUID() },
      data: {
        till_id: till?.id,
        kind: 'receipt_printer',
        name: 'Comptoir',
        // Nobody listens on the discard port.
        address: 'tcp://127.0.0.1:9',
        options: {},
        active: true
      }
    });
    expect(put.ok()).toBe(true);
    await page.keyboard.press('F9');
    await panel('pay').getByRole('radio', { name: 'Carte' }).click();
    await panel('pay').getByLabel('N° d’autorisation').fill('123456');
    await page.keyboard.press('Enter');
    await panel('done').waitFor();
    await panel('done').getByRole('button', { name: 'Imprimer le ticket' }).click();
    await scanner.scan(take().number);
    await panel('shelf').waitFor();
    await expect.poll(() => lines().count()).toBe(1);
  });
});
