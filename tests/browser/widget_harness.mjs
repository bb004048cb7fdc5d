// What every test of the questionnaire shares: a website with the element in it, a collector, a real Chromium, and eyes for what the
// website must never notice: a line in its log, an error, a breach of its policy, a request to anybody but itself and the collector.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launch, patience_ms, sitePath } from './harness.mjs';
import { collector as startCollector, website } from './widget_servers.mjs';

export { sitePath };

/** The element as a company pastes it, with a plain form inside for browsers that cannot run it. */
export const plainForm = '<form method="post" action="/plain"><input name="plain"><button>Send</button></form>';

/** A page of a company around whatever is given. */
export const hostPage = (inside, { head = '', lang = 'en' } = {}) =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>A company</title>${head}<script type="module" src="/esteem-survey.js"></script></head>` +
  `<body><main><h1>A company</h1>${inside}<p id="after">And so on</p></main></body></html>`;

/** The page that most tests open. */
export const usualPage = hostPage(`<esteem-survey study="/tiny.study.json">${plainForm}</esteem-survey>`);

/** A study of two pages, three ratings and a comment; `changed` replaces fields. */
export function tinyStudy({ kind = 'receipt', url, ...changed } = {}) {
  const level = (code, zh, en) => ({ code, label: { zh, en } });
  const item = (id, zh, en, answer) => ({ id, text: { zh, en }, answer });
  const rating = { kind: 'rating', scale: 'good3' };
  return {
    format: 'esteem-study/1',
    id: 'tiny',
    title: { zh: '一小份问卷', en: 'A small questionnaire' },
    languages: ['en', 'zh'],
    scales: [{ id: 'good3', levels: [level(1, '不好', 'bad'), level(2, '一般', 'fair'), level(3, '好', 'good')] }],
    items: [
      item('wait', '等候', 'The wait', rating),
      item('staff', '店员', 'The staff', rating),
      item('taste', '味道', 'The taste', rating),
      item('words', '还想说什么？', 'What else?', { kind: 'text', long: true }),
    ],
    parts: [
      {
        id: 'after',
        pages: [
          { id: 'one', asks: ['wait', 'staff'] },
          { id: 'two', asks: ['taste', 'words'] },
        ],
      },
    ],
    ...(url ? { collector: { kind, url } } : {}),
    ...changed,
  };
}

/**
 * Declares a test that gets a website with the element: `body({ page, site, collector, … })`, see `openWidget`. At the end the
 * website must have noticed nothing, but for what `expects` allows.
 */
export function widgetTest(name, options, body) {
  test(name, { timeout: 120_000 }, async (t) => {
    const opened = await openWidget(options);
    try {
      await body({ t, ...opened });
      opened.assertQuiet(options.expects);
    } catch (error) {
      for (const fault of opened.faults) t.diagnostic(fault);
      throw error;
    } finally {
      await opened.close();
    }
  });
}

/**
 * Starts a website, a collector and a browser, and opens the page; whoever calls it closes it.
 *
 * @param {object} options html, policy, studies, answers: see `website`; without studies there is `tiny.study.json`, which sends to
 *   the collector · script: the collector's · kind: of collector, 'receipt', 'status' or 'none' · files: another build ·
 *   width, height, locale, hasTouch: of the window · prepare: called with page and site before anything is opened ·
 *   waits: false to come back before the first screen stands
 */
export async function openWidget({
  html = usualPage,
  policy,
  studies,
  answers,
  script,
  kind = 'receipt',
  files = sitePath,
  width = 1000,
  height = 900,
  locale = 'en',
  hasTouch = false,
  prepare = () => {},
  waits = true,
} = {}) {
  const collector = await startCollector(script);
  const url = kind === 'none' ? undefined : collector.url;
  const made = typeof studies === 'function' ? studies(collector.url) : studies;
  const site = await website({ files, html, policy, answers, studies: made ?? { 'tiny.study.json': tinyStudy({ kind, url }) } });
  let browser;
  const close = async () => {
    await browser?.close();
    await Promise.all([site.close(), collector.close()]);
  };
  try {
    browser = await launch();
    const context = await browser.newContext({ viewport: { width, height }, locale, hasTouch });
    context.setDefaultTimeout(patience_ms);
    const page = await context.newPage();
    const faults = await watchHost(page, [site.origin, collector.origin]);
    await prepare(page, site);
    await page.goto(`${site.origin}/`);
    if (waits) await stands(page);
    const assertQuiet = (expects = []) => {
      const found = faults.filter((fault) => !expects.some((expected) => expected.test(fault)));
      assert.deepEqual(found, [], 'the website notices nothing');
    };
    return { page, context, browser, site, collector, faults, assertQuiet, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Collects what a website would notice, as it happens. Whatever is logged counts, not errors alone. */
export async function watchHost(page, origins) {
  const faults = [];
  page.on('console', (message) => faults.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.stack ?? error}`));
  page.on('crash', () => faults.push('the page crashed'));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (!origins.includes(origin) && !['data:', 'blob:'].includes(protocol)) faults.push(`request: ${request.url()}`);
  });
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      console.error(`refused by ${effectiveDirective}: ${blockedURI} ${sample}`);
    });
    // An element's error in a callback of the browser's own reaches only this.
    addEventListener('error', ({ message }) => console.error(`error event: ${message}`));
    addEventListener('unhandledrejection', ({ reason }) => console.error(`unhandled: ${reason}`));
  });
  return faults;
}

/* What is inside the element */

/** A place inside the element. */
export const within = (page, selector) => page.locator(`esteem-survey ${selector}`);

/** Waits until a screen stands: 'welcome', 'questions', 'finished', 'trouble', or any. */
export const stands = (page, screen) => within(page, screen ? `[data-screen="${screen}"]` : '[data-screen]:not([data-screen="loading"])').first().waitFor();

/** Presses one of the element's own buttons. */
export const press = (page, does) => within(page, `[data-do="${does}"]`).first().click();

/** Chooses an answer as a pointer does; a label may lie over its input. */
export const choose = (page, key, value) => within(page, `input[name="${key}"][value="${value}"]`).first().check({ force: true });

/** Whether an answer is chosen. */
export const isChosen = (page, key, value) => within(page, `input[name="${key}"][value="${value}"]`).first().isChecked();

/** What the element says in its live regions. */
export const said = async (page) => (await within(page, '[role=status], [role=alert]').allTextContents()).join(' ').trim();

/** Goes on from the first screen to the questions, if there is something before them. */
export async function begin(page) {
  await stands(page);
  const questions = stands(page, 'questions');
  // A draft that is found just now takes the place of the first screen under the click.
  const started = within(page, '[data-do="begin"]').first().click().catch(() => undefined);
  await Promise.race([questions, started.then(() => questions)]);
}

/** Answers the tiny study with these values and finishes it, however many screens that takes. */
export async function answerAll(page, answers = { wait: 3, staff: 2, taste: 1 }) {
  await begin(page);
  for (let screens = 0; screens < 12; screens += 1) {
    for (const [key, value] of Object.entries(answers)) {
      if (await within(page, `input[name="${key}"][value="${value}"]`).count()) await choose(page, key, value);
    }
    if (await within(page, '[data-do="finish"]').count()) return press(page, 'finish');
    await press(page, 'next');
  }
  throw new Error('the questionnaire has no end');
}

/** The records that the browser's database holds; nothing if there is no database. */
export const kept = (page) => page.evaluate(async () => {
  const all = await indexedDB.databases();
  if (!all.some(({ name }) => name === 'esteem/1')) return undefined;
  const result = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const db = await result(indexedDB.open('esteem/1'));
  try {
    return await result(db.transaction('responses').objectStore('responses').getAll());
  } finally {
    db.close();
  }
});

/** Tries until it is so. */
export async function until(isSo, what = 'never became true') {
  const end = Date.now() + patience_ms;
  while (Date.now() < end) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(what);
}

/** Collects the element's events from before it is defined; read with `events(page)`. */
export const hearEvents = (page) => page.addInitScript(() => {
  globalThis.heard = [];
  for (const name of ['ready', 'answer', 'response', 'sent', 'trouble']) {
    addEventListener(`esteem-${name}`, ({ type, detail }) => heard.push({ type, detail: JSON.parse(JSON.stringify(detail ?? null)) }));
  }
});

export const events = (page, type) => page.evaluate((type) => heard.filter((event) => !type || event.type === type), type);

/* A fault inside */

/** Lets `breakAt(n)` break the module at the n-th call from now, and `passTime(ms)` make it later. */
export const breakable = (page) => page.addInitScript(() => {
  const instantiate = WebAssembly.instantiate;
  let callsLeft = Infinity;
  globalThis.breakAt = (n) => void (callsLeft = n);
  globalThis.broken = 0;
  globalThis.instances = 0;
  WebAssembly.instantiate = async (module, imports) => {
    // What comes later works on the memory of an instance that is there.
    const joined = Object.values(imports).find(({ memory }) => memory);
    if (!joined) globalThis.instances += 1;
    const wrapped = {};
    for (const [space, functions] of Object.entries(imports)) {
      wrapped[space] = functions === joined ? functions : {};
      if (functions === joined) continue;
      for (const [name, made] of Object.entries(functions)) {
        wrapped[space][name] = typeof made !== 'function' ? made : (...given) => {
          callsLeft -= 1;
          if (callsLeft <= 0) {
            callsLeft = Infinity;
            globalThis.broken += 1;
            throw new WebAssembly.RuntimeError('unreachable');
          }
          return made(...given);
        };
      }
    }
    return instantiate.call(WebAssembly, module, wrapped);
  };
  let ahead_ms = 0;
  const now = performance.now.bind(performance);
  performance.now = () => now() + ahead_ms;
  globalThis.passTime = (ms) => void (ahead_ms += ms);
});
