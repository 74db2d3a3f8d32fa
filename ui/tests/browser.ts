/**
 * A browser, a server for built files, and the questions every screen is asked: what axe finds,
 * whether it scrolls sideways, what it looks like.
 */
import { createReadStream, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';

const UI = fileURLToPath(new URL('..', import.meta.url));
const PICTURES = join(UI, '..', 'out', 'pictures');
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json'
};

export const LOCALES = ['fr', 'en'] as const;
export const THEMES = ['light', 'dark'] as const;
export type Look = { locale: (typeof LOCALES)[number]; theme: (typeof THEMES)[number] };
export const LOOKS: Look[] = LOCALES.flatMap((locale) =>
  THEMES.map((theme) => ({ locale, theme }))
);
/** A small till, a laptop, a desk. */
export const SCREENS = [
  { width: 1024, height: 768 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 }
];
export const SIZES = [
  ...SCREENS,
  // 1024×768 at 200 % is half as many pixels of the page.
  { width: 512, height: 384 }
];

/** Debian's, Ubuntu's or Google's; `CHROMIUM` names another one. */
export const CHROMIUM =
  process.env.CHROMIUM ??
  ['chromium', 'chromium-browser', 'google-chrome']
    .map((name) => `/usr/bin/${name}`)
    .find((path) => existsSync(path)) ??
  '/usr/bin/chromium';

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // A camera that shows a moving disc, and nobody is asked whether it may.
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream'
    ]
  });
}

/** Serves a build folder, as the shop's server does: unknown paths are the application. */
export async function serve(folder: string): Promise<{ base: string; server: Server }> {
  const root = join(UI, folder);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    let file = join(root, path);
    if (!existsSync(file) || statSync(file).isDirectory()) file = join(root, 'index.html');
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream'
    });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

/** A page in one language and light (none: as a machine that was never asked); uncaught errors are collected in `errors`. */
export async function open(
  browser: Browser,
  url: string,
  { locale = 'fr', theme = 'light' }: Partial<Look> = {},
  viewport = SIZES[0]
): Promise<{ page: Page; errors: string[] }> {
  // Nothing fades: a colour that is read is the one that stays.
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  await context.addInitScript(
    ([language, light]) => {
      localStorage.setItem('PARAGLIDE_LOCALE', language as string);
      localStorage.setItem('ecrin.theme', light as string);
    },
    [locale, theme]
  );
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(url);
  await page.waitForSelector('h1');
  return { page, errors };
}

/** What axe finds on the page, one line each. */
export async function axe(page: Page): Promise<string[]> {
  // Evaluated, not added as a script: the server's own policy allows no foreign one.
  await page.evaluate(readFileSync(AXE, 'utf8'));
  return page.evaluate(async () => {
    // A button that comes back to life is pale for a tenth of a second: nobody reads it then.
    const passing = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(passing.map((one) => one.finished));
    type Finding = { id: string; nodes: { target: string[]; failureSummary: string }[] };
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: Finding[] }> };
    };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} — ${node.failureSummary}`)
    );
  });
}

/** By how many pixels the page is wider than its window. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** What names or heads something and is cut off where it stands. */
export const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const names =
      'button, a, label, h1, h2, h3, legend, dt, nav *, [role=columnheader], [role=tab]';
    return (
      [...document.querySelectorAll<HTMLElement>(names)]
        .flatMap((element) => [element, ...element.querySelectorAll<HTMLElement>('*')])
        .filter((element) => element.checkVisibility() && !element.classList.contains('sr-only'))
        .filter((element) => {
          const { overflowX } = getComputedStyle(element);
          return overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
        })
        // The content of a row may be longer than its column; its name and its buttons may not.
        .filter((element) => !element.closest('ul button, [role=cell]'))
        .map((element) => element.innerText.trim())
    );
  });

/** Touch targets that are smaller than they should be, by what they say. */
export const smallTargets = (page: Page, least: number): Promise<string[]> =>
  page.evaluate((size) => {
    const targets = document.querySelectorAll<HTMLElement>(
      'button, a[href], [role=option], [role=radio], input:not([type=hidden])'
    );
    return [...targets]
      .filter((element) => element.checkVisibility() && !element.closest('[data-wide-target]'))
      .map((element) => {
        // A field's target is its frame.
        const frame = element.matches('input') ? (element.parentElement ?? element) : element;
        const { width, height } = frame.getBoundingClientRect();
        return { width, height, says: element.ariaLabel || element.innerText || element.id };
      })
      .filter(({ width, height }) => width > 0 && (width < size - 0.5 || height < size - 0.5))
      .map(({ width, height, says }) => `${says}: ${Math.round(width)}×${Math.round(height)}`);
  }, least);

/** Keeps a picture of the page under out/pictures, to be looked at. */
export async function picture(page: Page, name: string, fullPage = false) {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage });
}
