// The page that shows a questionnaire alone: what it loads, what it says where there is none, and what it tells the page around it.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { axe, browserTest, launch, patience_ms, screenshot, serve, sitePath } from './harness.mjs';
import { finish, prepareFake } from './fake_questionnaire.mjs';
import { collisions, variants } from './variants.mjs';

const address = (query) => `/#/answer?${new URLSearchParams(query)}`;
const cafe = { study: 'cafe.study.json' };

const everything = { ...cafe, lang: 'zh', part: 'after', wave: '2026-06', segments: 'time=lunch&guest=first', link: 'a-1' };

browserTest('the questionnaire stands alone, with what the address says of it', { path: address(everything), prepare: prepareFake }, async ({ page }) => {
  await page.locator('esteem-survey h2', { hasText: '街角咖啡馆' }).waitFor();
  const survey = page.locator('esteem-survey');
  for (const [name, value] of [...Object.entries(everything).slice(1), ['test', null], ['study', null]]) {
    assert.equal(await survey.getAttribute(name), value, name);
  }
  assert.equal(await page.locator('header, nav, aside, footer, .first-paint').count(), 0);
  assert.equal(await page.title(), '街角咖啡馆 · 2026年6月');
  assert.equal(await page.locator('html').getAttribute('lang'), 'zh');
  await finish(page);
  assert.equal(await survey.getAttribute('data-acknowledged'), null, 'nobody has taken the response');
});

test('a respondent waits for no engine and no example', { timeout: 60_000 }, async (t) => {
  const site = await serve(sitePath, { compressed: true });
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const asked = new Map();
    page.on('requestfinished', async (request) => {
      const { responseBodySize } = await request.sizes();
      asked.set(new URL(request.url()).pathname, responseBodySize);
    });
    await prepareFake(page);
    await page.goto(site.origin + address({ ...cafe, lang: 'en' }));
    await page.locator('esteem-survey h2').waitFor();
    await page.waitForLoadState('networkidle');
    const names = [...asked.keys()].sort();
    const expected = ['/', '/analyzer.css', '/app.js', '/app_bg.wasm', '/cafe.study.json', '/esteem-survey.js', '/language.js', '/shell.js'];
    assert.deepEqual(names, expected);
    assert.equal(page.workers().length, 0);
    for (const [name, bytes] of asked) t.diagnostic(`${name}: ${bytes} bytes`);
  } finally {
    await browser.close();
    await site.close();
  }
});

const troubles = [
  { name: 'unnamed', query: { lang: 'zh' } },
  { name: 'elsewhere', query: { study: 'https://elsewhere.example/a.study.json' } },
  { name: 'elsewhere', query: { study: 'data:application/json,{}' } },
  { name: 'unreachable', query: { study: '/nothing.study.json' } },
  { name: 'broken', query: { study: 'analyzer.css', lang: 'zh' } },
];

for (const { name, query } of troubles) {
  browserTest(`where there is no questionnaire a sentence says why: ${name} ${query.study ?? ''}`, { path: address(query), prepare: prepareFake }, async ({ page, faults }) => {
    await page.locator(`[data-trouble="${name}"]`).waitFor();
    const said = await page.locator('[role="alert"]').innerText();
    assert.equal(/[\u4e00-\u9fff]/.test(said), query.lang === 'zh', said);
    assert.deepEqual(await axe(page), []);
    assert.equal(await page.locator('esteem-survey').count(), 0);
    const kept = faults.filter((fault) => !/status of 404/.test(fault));
    faults.splice(0, faults.length, ...kept);
  });
}

for (const { name, options } of variants) {
  browserTest(`the page of a questionnaire is whole: ${name}`, { ...options, path: address(cafe), prepare: prepareFake }, async ({ page }) => {
    await page.locator('esteem-survey h2').waitFor();
    await screenshot(page, `answer-${name}`);
    assert.deepEqual(await collisions(page), []);
    assert.deepEqual(await axe(page), []);
  });
}

browserTest('the example gives way to a questionnaire, and a report of one’s own does not', { prepare: prepareFake }, async ({ page }) => {
  await page.locator('#app [data-view="overview"]').waitFor();
  await page.evaluate(() => (location.hash = '#/answer?study=cafe.study.json'));
  await page.locator('[data-view="answer"] esteem-survey').waitFor();
  await page.evaluate(() => (location.hash = '#/try'));
  await page.locator('#app [data-view="try"] esteem-survey').waitFor();
  await finish(page);
  await page.locator('[data-part="tried"]').waitFor();
  await page.evaluate(() => (location.hash = '#/answer?study=cafe.study.json'));
  await page.locator('[data-state="no-view"]').waitFor();
});

/** Opens a company's page on another origin that frames the questionnaire and notes what it is told. */
async function framed(attributes, body) {
  const site = await serve(sitePath);
  const host = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end(`<!doctype html><title>Shop</title><script>
      window.told = [];
      addEventListener('message', ({ origin, data }) => told.push({ origin, data }));
    </script><iframe src="${site.origin}${address({ ...cafe, lang: 'en' })}" width="390" height="100" ${attributes}></iframe>`);
  });
  await new Promise((resolve) => host.listen(0, '127.0.0.1', resolve));
  const browser = await launch();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(patience_ms);
    await prepareFake(page);
    await page.goto(`http://127.0.0.1:${host.address().port}/`);
    const frame = page.frameLocator('iframe');
    const told = (type) => page.evaluate((type) => told.filter(({ data }) => data.type === type), type);
    await page.waitForFunction(() => told.some(({ data }) => data.type === 'esteem-ready'));
    await page.waitForFunction(() => told.some(({ data }) => data.type === 'esteem-height'));
    const low = (await told('esteem-height')).at(-1).data.height;
    await frame.locator('esteem-survey').getByText('Finish high').click();
    await page.waitForFunction(() => told.some(({ data }) => data.type === 'esteem-response'));
    await page.waitForFunction((low) => told.filter(({ data }) => data.type === 'esteem-height').at(-1).data.height > low + 400, low);
    const all = await page.evaluate(() => told);
    assert.ok(all.every(({ origin }) => origin === site.origin));
    await body(all.map(({ data }) => data));
  } finally {
    await browser.close();
    host.closeAllConnections();
    host.close();
    await site.close();
  }
}

test('a page that frames the questionnaire hears that it stands, how high it is, and which response was finished', { timeout: 60_000 }, () =>
  framed('', (told) => {
    const keys = new Set(told.map((data) => `${data.type}: ${Object.keys(data).sort()}`));
    assert.deepEqual([...keys].sort(), ['esteem-height: height,type', 'esteem-ready: type', 'esteem-response: id,type']);
  }));

test('a page that the browser does not name hears of no id', { timeout: 60_000 }, () =>
  framed('referrerpolicy="no-referrer"', (told) => {
    const response = told.find(({ type }) => type === 'esteem-response');
    assert.deepEqual(response, { type: 'esteem-response' });
  }));
