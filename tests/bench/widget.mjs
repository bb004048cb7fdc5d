// How long a respondent on a slow phone waits for the first question: ours, and SurveyJS's of the same study, turn and turn about.
//
// Both pages come from the same plain host that sends everything with brotli and lets nothing be kept, over a network and with a
// processor as Lighthouse gives to phones. The first question stands when a radio button of it has been drawn; the page then tells
// its host.
//
//   node tests/bench/widget.mjs [ROUNDS]      after `cargo xtask build --release`, or by `cargo xtask bench widget`

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { root, sitePath } from '../browser/harness.mjs';
import { installed, median } from './packages.mjs';
import { phone, slowdown } from './phone.mjs';
import { translated } from './survey_js.mjs';

const rounds = Number(process.argv[2] ?? 9);
const patience_ms = 60_000;

/**
 * Notes when the first radio button has been drawn. A screen before the questions is left as soon as it stands. Looking at every frame
 * would have the browser make frames for it.
 */
const watch = `
  const rootOf = () => document.querySelector('esteem-survey')?.shadowRoot ?? document;
  const look = () => {
    rootOf().querySelector('[data-do="begin"]')?.click();
    const radio = rootOf().querySelector('input[type="radio"]');
    if (!radio?.closest('label, td, fieldset')?.getClientRects().length) return setTimeout(look, 20);
    // Drawn in this frame, seen in the next.
    requestAnimationFrame(() => requestAnimationFrame(() => fetch('stands?ms=' + performance.now())));
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
  let told = () => {};
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const name = pathname.slice(1) || 'index.html';
    if (name === 'stands') told({ ms: Number(searchParams.get('ms')), bytes: sent });
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
  /** Keeps its promise when a page opened from now on says that the first question stands. */
  const stands = () => {
    sent = 0;
    return new Promise((resolve, reject) => {
      told = resolve;
      setTimeout(() => reject(new Error(`no question after ${patience_ms} ms`)), patience_ms).unref();
    });
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close, stands };
}

const modules = await installed('survey-core', 'survey-js-ui');
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
  'Esteem, fetched early': await host({
    ...ours,
    'study.json': study,
    'index.html': page(
      '<script type="module" src="esteem-survey.js"></script><link rel="modulepreload" href="esteem-survey-parts.js">' +
        ['esteem-survey_bg.wasm', 'study.json'].map((name) => `<link rel="preload" as="fetch" crossorigin href="${name}">`).join(''),
      '<esteem-survey study="study.json"></esteem-survey>',
    ),
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
const browser = await phone();
const figures = Object.fromEntries(Object.keys(sites).map((name) => [name, []]));
try {
  // The first opening of each warms up the browser and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, site] of Object.entries(sites)) {
      const figure = await browser.visit(site.origin, site.stands());
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
  console.log(`${name.padEnd(21)} ${String(Math.round(medians[name])).padStart(6)} ms  (${range})  ${found[0].bytes} bytes`);
}
for (const name of Object.keys(sites).filter((name) => name !== 'SurveyJS')) {
  console.log(`SurveyJS takes ${(medians.SurveyJS / medians[name]).toFixed(2)} times as long as ${name}`);
}
