// The page by itself: opened from a plain web host, it shows a view, quietly and without asking anybody else.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axe, browserTest, open } from './harness.mjs';

browserTest('the page opens with a view', {}, async ({ page }) => {
  await page.locator('#app [data-view]').first().waitFor();
  assert.match(await page.title(), /Esteem/);
});

browserTest('the page opens on a phone in the dark and in Chinese', { width: 360, height: 740, dark: true, locale: 'zh-CN' }, async ({ page }) => {
  await page.locator('#app [data-view]').first().waitFor();
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(content <= window, `the page is ${content} pixels wide in a window of ${window}`);
});

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

test('the watch notices a script that the policy refuses', async () => {
  const misbehave = () => document.body.append(Object.assign(document.createElement('script'), { textContent: '1' }));
  assert.match(await noticed({}, misbehave), /refused by script-src-elem/);
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
