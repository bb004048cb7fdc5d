// What every browser test shares: a server for the built page, a real Chromium, and eyes for what must never happen on the way.
//
// A test file calls `browserTest` and looks at the page as a reader would. Whatever the page logs as an error, throws, refuses by its
// own policy or asks of another host fails the test, without a line for it in the test.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { chromium } from 'playwright-core';

export const root = fileURLToPath(new URL('../../', import.meta.url));
/** The folder of what is built. */
export const target = path.resolve(root, process.env.CARGO_TARGET_DIR ?? 'target');

/** The folder of the released page. */
export const sitePath = process.env.ESTEEM_SITE ?? path.join(target, 'dist-site');

/** The released page as one file. */
export const oneFilePath = process.env.ESTEEM_ONE_FILE ?? path.join(target, 'esteem.html');

/** The native `esteem` command. */
export const commandPath = process.env.ESTEEM_COMMAND ?? path.join(target, 'release', 'esteem');

/** True if the slow tests were asked for. */
export const full = process.env.ESTEEM_FULL === '1';

/** How long anything on the page may take; a page that needs longer is broken. */
export const patience_ms = 10_000;

const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Declares a test that gets a page of its own: `body({ page, site, t, … })`, see `open` for the rest.
 * Options are those of `open`.
 */
export function browserTest(name, options, body) {
  test(name, { timeout: 120_000 }, async (t) => {
    const opened = await open(options);
    try {
      await body({ t, ...opened });
      opened.assertQuiet();
    } catch (error) {
      // What the page complained of is most often why the test failed.
      for (const fault of opened.faults) t.diagnostic(fault);
      throw error;
    } finally {
      await opened.close();
    }
  });
}

/**
 * Starts a server and a browser and opens the page at `path`; whoever calls it closes it.
 *
 * @param {object} options width, height: of the window, in pixels · locale: such as 'zh-CN' · dark: the dark colour scheme ·
 *   path: what follows the origin · bypassCSP: for tools that bring scripts of their own, never for a test of the page itself ·
 *   folder: another than the released page · types: MIME types by ending, for hosts that know fewer ·
 *   prepare: called with the page before anything is opened · waitUntil: as Playwright has it
 */
export async function open({
  width = 1280,
  height = 800,
  locale = 'en',
  dark = false,
  path: opensAt = '/',
  bypassCSP = false,
  folder = sitePath,
  types = {},
  prepare = () => {},
  waitUntil = 'load',
} = {}) {
  const site = await serve(folder, { types });
  let browser;
  const close = async () => {
    await browser?.close();
    await site.close();
  };
  try {
    browser = await launch();
    const context = await browser.newContext({
      viewport: { width, height },
      locale,
      colorScheme: dark ? 'dark' : 'light',
      bypassCSP,
    });
    context.setDefaultTimeout(patience_ms);
    const page = await context.newPage();
    const faults = await watch(page, site.origin);
    await prepare(page);
    await page.goto(site.origin + opensAt, { waitUntil });
    const assertQuiet = () => assert.deepEqual(faults, [], 'the page stays quiet and on its own origin');
    return { page, context, browser, site, faults, assertQuiet, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A copy of the page's folder, in which a test can put something else in place; whoever calls it removes it. */
export async function copied() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'esteem-'));
  await cp(sitePath, folder, { recursive: true });
  return folder;
}

/** The path of the Chromium that CHROMIUM names, else of the first one found. */
export function chromiumPath() {
  const found = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ].find((candidate) => candidate && existsSync(candidate));
  assert.ok(found, 'Chromium is missing: run `cargo xtask setup`, or set CHROMIUM to its path');
  return found;
}

/** Starts a Chromium that remembers nothing. */
export async function launch() {
  return chromium.launch({ executablePath: chromiumPath(), headless: true, args: launchArguments });
}

/** Starts a Chromium with a profile that outlives it; `kill` ends it in the middle of whatever it does. */
export async function launchWith(profile) {
  const options = { executablePath: chromiumPath(), headless: true, args: launchArguments };
  const context = await chromium.launchPersistentContext(profile, options);
  const kill = async () => {
    const ended = new Promise((resolve) => context.once('close', resolve));
    const debug = await context.newCDPSession(context.pages()[0]);
    // The answer cannot come any more.
    debug.send('Browser.crash').catch(() => {});
    await ended;
  };
  return { context, kill };
}

/** Collects, as they happen: console errors, uncaught errors, refusals by the page's policy, requests to another origin. */
export async function watch(page, origin) {
  const faults = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.stack ?? error}`));
  page.on('crash', () => faults.push('the page crashed'));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !['data:', 'blob:'].includes(url.protocol)) {
      faults.push(`request off the origin: ${url}`);
    }
  });
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`refused by ${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });
  return faults;
}

/**
 * What axe finds wrong with the page as it stands, as one line a fault: an empty list is the aim.
 * The script goes in through the debugger, which the page's policy does not bind; the policy stays as it is for the page.
 */
export async function axe(page) {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const debug = await page.context().newCDPSession(page);
  await debug.send('Runtime.evaluate', { expression: source });
  await debug.detach();
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} (${node.target.join(' ')}) ${node.failureSummary ?? ''}`),
  );
}

/** Chooses files by their places in the panel, as a reader would: `show` is left to the caller. */
export async function choose(page, files) {
  await page.locator('#app [data-action="open"]').click();
  for (const [place, file] of Object.entries(files)) {
    await page.locator(`dialog[open] #file-${place}`).setInputFiles(file);
    await page.locator(`dialog[open] [data-chosen="${place}"]`).waitFor();
  }
}

/** Keeps a picture of the page for people to look at, in `screens` below the build's folder, and answers with its path. */
export async function screenshot(page, name, options = {}) {
  const file = path.join(target, 'screens', `${name}.png`);
  await mkdir(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file, fullPage: true, animations: 'disabled', ...options });
  return file;
}

/**
 * The path of a file of real answers, or nothing after a visible line if the folder of such files is not here.
 * ESTEEM_SHARED names the folder; without it, it is looked for beside the checkout.
 */
export function realData(t, name) {
  const folder = process.env.ESTEEM_SHARED ?? path.join(root, '..', 'shared', 'data');
  const file = path.join(folder, name);
  if (existsSync(file)) return file;
  const line = `skipped: ${t.name}: ${name} is not here (ESTEEM_SHARED names its folder)`;
  console.log(line);
  t.skip(line);
  return undefined;
}

const knownTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Serves the files of a folder on a free port of this machine, like the plainest of web hosts; `compressed`, like one that also
 * compresses and lets browsers keep what they have.
 */
export async function serve(folder, { compressed = false, types = {} } = {}) {
  assert.ok(existsSync(path.join(folder, 'index.html')), `there is no page in ${folder}: run \`cargo xtask build --release\``);
  const base = path.resolve(folder) + path.sep;
  const known = new Map();
  const pressed = (file, body) => {
    if (!known.has(file)) known.set(file, brotliCompressSync(body));
    return known.get(file);
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const file = path.resolve(base, `.${pathname === '/' ? '/index.html' : pathname}`);
    const body = file.startsWith(base) ? await readFile(file).catch(() => undefined) : undefined;
    response.writeHead(body ? 200 : 404, {
      'Content-Type': { ...knownTypes, ...types }[path.extname(file)] ?? 'application/octet-stream',
      'Cache-Control': compressed ? 'max-age=31536000' : 'no-store',
      ...(compressed && body ? { 'Content-Encoding': 'br' } : {}),
    });
    response.end(compressed && body ? pressed(file, body) : body);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = () => {
    // A browser keeps its connections open, and the server would wait for them.
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}
