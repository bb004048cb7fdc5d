// How long a respondent on a slow phone waits for the first question: ours, and SurveyJS's of the same study, turn and turn about.
//
// Both pages come from the same plain host that sends everything with brotli and lets nothing be kept, over a network and with a
// processor as Lighthouse gives to phones. The first question stands when a radio button of it has been drawn.
//
//   node tests/bench/widget.mjs [ROUNDS]      after `cargo xtask build --release`, or by `cargo xtask bench widget`

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { launch, root, sitePath, target } from '../browser/harness.mjs';
import { translated } from './survey_js.mjs';

const rounds = Number(process.argv[2] ?? 9);
const phone = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const slowdown = 4;
const patience_ms = 60_000;

/** Packages of npm, installed beside what is built when they are not there. */
async function installed() {
  const folder = process.env.ESTEEM_BENCH ?? path.join(target, 'bench');
  if (!existsSync(path.join(folder, 'node_modules/survey-js-ui'))) {
    await mkdir(folder, { recursive: true });
    for (const name of ['package.json', 'package-lock.json']) {
      await copyFile(path.join(root, 'tests/bench', name), path.join(folder, name));
    }
    await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
  }
  return path.join(folder, 'node_modules');
}

/** Notes when the first radio button has been drawn. A screen before the questions is left as soon as it stands. */
const watch = `
  const rootOf = () => document.querySelector('esteem-survey')?.shadowRoot ?? document;
  const look = () => {
    rootOf().querySelector('[data-do="begin"]')?.click();
    const radio = rootOf().querySelector('input[type="radio"]');
    if (!radio?.closest('label, td, fieldset')?.getClientRects().length) return requestAnimationFrame(look);
    // Drawn in this frame, seen in the next.
    requestAnimationFrame(() => requestAnimationFrame(() => (globalThis.stands_ms = performance.now())));
  };
  look();`;

const page = (head, body) =>
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
  `<title>A company</title>${head}</head><body><h1>A company</h1>${body}<script>${watch}</script></body></html>`;

/** A host of files by name, each packed once. */
async function host(files) {
  const types = { js: 'text/javascript', css: 'text/css', wasm: 'application/wasm', json: 'application/json' };
  const packed = new Map(Object.entries(files).map(([name, bytes]) => [name, brotliCompressSync(bytes)]));
  let sent = 0;
  const server = createServer((request, response) => {
    const name = new URL(request.url, 'http://localhost').pathname.slice(1) || 'index.html';
    const body = packed.get(name);
    if (!body) return response.writeHead(404).end();
    sent += body.length;
    const type = types[name.split('.').pop()] ?? 'text/html';
    response.writeHead(200, { 'Content-Type': type, 'Content-Encoding': 'br', 'Cache-Control': 'no-store' });
    return response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close, count: () => [sent, (sent = 0)][0] };
}

async function open(browser, site) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true });
  try {
    const tab = await context.newPage();
    const debug = await context.newCDPSession(tab);
    await debug.send('Network.enable');
    await debug.send('Network.setCacheDisabled', { cacheDisabled: true });
    await debug.send('Network.emulateNetworkConditions', phone);
    await debug.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    site.count();
    tab.on('pageerror', (error) => console.error(`${site.origin}: ${error}`));
    await tab.goto(site.origin, { waitUntil: 'commit' });
    await tab.waitForFunction('globalThis.stands_ms', undefined, { timeout: patience_ms });
    return { ms: await tab.evaluate('stands_ms'), bytes: site.count() };
  } finally {
    await context.close();
  }
}

const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

const modules = await installed();
const study = await readFile(path.join(root, 'examples/cafe.study.json'), 'utf8');
const ours = {};
for (const name of ['esteem-survey.js', 'esteem-survey-parts.js', 'esteem-survey-keeping.js', 'esteem-survey-bytes.js', 'esteem-survey_bg.wasm']) {
  ours[name] = await readFile(path.join(sitePath, name));
}
const theirs = {
  'core.css': await readFile(path.join(modules, 'survey-core/survey-core.fontless.min.css')),
  'core.js': await readFile(path.join(modules, 'survey-core/survey.core.min.js')),
  'ui.js': await readFile(path.join(modules, 'survey-js-ui/survey-js-ui.min.js')),
};
const start = `new Survey.Model(${JSON.stringify(translated(JSON.parse(study), 'en'))}).render(document.getElementById('survey'));`;
const sites = {
  'Esteem': await host({
    ...ours,
    'study.json': study,
    'index.html': page('<script type="module" src="esteem-survey.js"></script>', '<esteem-survey study="study.json"></esteem-survey>'),
  }),
  'SurveyJS': await host({
    ...theirs,
    'start.js': start,
    'index.html': page(
      '<link rel="stylesheet" href="core.css">' + ['core.js', 'ui.js', 'start.js'].map((name) => `<script defer src="${name}"></script>`).join(''),
      '<div id="survey"></div>',
    ),
  }),
};
const browser = await launch();
const figures = Object.fromEntries(Object.keys(sites).map((name) => [name, []]));
try {
  // The first opening of each warms up the browser and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, site] of Object.entries(sites)) {
      const figure = await open(browser, site);
      if (round > 0) figures[name].push(figure);
    }
  }
} finally {
  await browser.close();
  Object.values(sites).forEach((site) => site.close());
}

console.log(`the first question on a slow phone (1.6 Mbit/s, 150 ms, processor ${slowdown} times slower, ${rounds} rounds)`);
const medians = {};
for (const [name, found] of Object.entries(figures)) {
  const times = found.map(({ ms }) => ms);
  medians[name] = median(times);
  const range = `${Math.round(Math.min(...times))} to ${Math.round(Math.max(...times))}`;
  console.log(`${name.padEnd(10)} ${String(Math.round(medians[name])).padStart(6)} ms  (${range})  ${found[0].bytes} bytes`);
}
console.log(`ratio      ${(medians.SurveyJS / medians.Esteem).toFixed(2).padStart(6)}`);
