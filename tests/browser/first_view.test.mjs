// The page by itself: opened from a plain web host, it shows a view, quietly and without asking anybody else.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axe, browserTest, launch, open, serve, sitePath } from './harness.mjs';

browserTest('the page opens with a view', {}, async ({ page }) => {
  await page.locator('#app [data-view]').first().waitFor();
  assert.match(await page.title(), /Esteem/);
});

browserTest('the page opens on a phone in the dark and in Chinese', { width: 360, height: 740, dark: true, locale: 'zh-CN' }, async ({ page }) => {
  await page.locator('#app [data-view]').first().waitFor();
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(content <= window, `the page is ${content} pixels wide in a window of ${window}`);
});

test('the example’s sentences can be read without any program', async () => {
  const site = await serve(sitePath);
  const browser = await launch();
  try {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(site.origin);
    for (const language of ['zh', 'en']) {
      const sentence = page.locator(`.first-paint[lang="${language}"] .sentence`).first();
      assert.match(await sentence.innerText(), /5\.9/);
    }
  } finally {
    await browser.close();
    await site.close();
  }
});

for (const { locale, width } of [
  { locale: 'en', width: 1280 },
  { locale: 'en', width: 390 },
  { locale: 'zh-CN', width: 1280 },
  { locale: 'zh-CN', width: 390 },
]) {
  test(`nothing moves when the app takes the place of the first paint: ${locale}, ${width} pixels`, async () => {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    const prepare = (page) => page.route('**/app_bg.wasm*', (route) => held.then(() => route.continue()));
    const opened = await open({ locale, width, prepare, waitUntil: 'domcontentloaded' });
    try {
      const places = (root) =>
        opened.page.locator(`${root} :is(.brand, .title, .navigation, .sentence)`).evaluateAll((parts) =>
          parts.filter((part) => part.checkVisibility()).map((part) => {
            const { x, y, width } = part.getBoundingClientRect();
            return [part.textContent, ...[x, y, width].map(Math.round)].join(' ');
          }),
        );
      const before = await places('#first-paint');
      assert.ok(before.length >= 4, before.join('\n'));
      release();
      await opened.page.locator('#app [data-base]').first().waitFor();
      assert.deepEqual(await places('#app'), before);
      opened.assertQuiet();
    } finally {
      release();
      await opened.close();
    }
  });
}

// Every other test relies on the watch, so the watch itself is seen to notice.
async function noticed(options, misbehave) {
  const opened = await open(options);
  try {
    opened.assertQuiet();
    await opened.page.evaluate(misbehave);
    await opened.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
    assert.throws(opened.assertQuiet);
    return opened.faults.join('\n');
  } finally {
    await opened.close();
  }
}

test('the watch notices an error on the console', async () => {
  assert.match(await noticed({}, () => console.error('a message')), /console: a message/);
});

test('the watch notices an uncaught error', async () => {
  const misbehave = () => void setTimeout(() => { throw new Error('a throw'); });
  assert.match(await noticed({}, misbehave), /uncaught: .*a throw/);
});

test('the watch notices what the policy refuses', async () => {
  const misbehave = () => document.body.setAttribute('style', 'color: red');
  assert.match(await noticed({}, misbehave), /refused by style-src-attr/);
});

test('the watch notices a request to another host, policy or not', async () => {
  const misbehave = () => fetch('http://127.0.0.1:9/').catch(() => undefined);
  assert.match(await noticed({}, misbehave), /refused by connect-src/);
  assert.match(await noticed({ bypassCSP: true }, misbehave), /request off the origin/);
});

browserTest('axe runs under the policy of the page and notices a picture without words', {}, async ({ page }) => {
  const before = await axe(page);
  await page.evaluate(() => document.body.append(document.createElement('img')));
  const after = await axe(page);
  assert.deepEqual(before.filter((line) => line.startsWith('image-alt')), []);
  assert.equal(after.filter((line) => line.startsWith('image-alt')).length, 1);
});
