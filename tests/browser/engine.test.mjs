// The engine works where the page does not wait for it, and whatever becomes of it, the reader loses nothing.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import * as answers from './answers.mjs';
import { browserTest, commandPath, copied, open } from './harness.mjs';

const cafe = '412';
const base = (page, count) => page.locator(`#app [data-base="${count}"]`).waitFor({ timeout: 60_000 });
const notice = (page, name) => page.locator(`[data-notice="${name}"]`);
const speak = (page, language) => page.locator(`#app [data-language="${language}"]`).click();
const headline = (page) => page.locator('#app .sentence').first().innerText();

async function show(page, file) {
  await page.locator('#app [data-action="open"]').click();
  await page.locator('dialog[open] #file-responses').setInputFiles(file);
  await page.locator('dialog[open] [data-chosen="responses"]').waitFor();
  await page.locator('dialog[open] [data-action="show"]').click();
}

/** Waits until something is so, and answers with it. */
async function eventually(look, patience_ms = 5000) {
  const end = Date.now() + patience_ms;
  for (;;) {
    const seen = await look();
    if (seen || Date.now() > end) return seen;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The worker of an engine that stands: the example is seen before there is one, and a question is answered by one alone. */
async function standing(page) {
  await page.locator('#app [data-filter="guest"] summary').click();
  await page.locator('[data-condition="guest=first"]').check();
  await page.locator(`#app [data-base="${cafe}"]`).waitFor({ state: 'detached' });
  await page.locator('[data-condition="guest=first"]').uncheck();
  await base(page, cafe);
  await page.keyboard.press('Escape');
  assert.ok(await eventually(() => page.workers().length === 1), `${page.workers().length} workers`);
  return page.workers()[0];
}

/** As an engine breaks that has a fault in it: a trap that nothing catches. */
const trap = (worker) =>
  worker.evaluate(() => void setTimeout(() => { throw new WebAssembly.RuntimeError('unreachable'); })).catch(() => {});

/** Lets a test end workers unnoticed, as a browser does that needs their memory. */
const remember = (page) =>
  page.addInitScript(() => {
    globalThis.workers = [];
    globalThis.Worker = class extends Worker {
      constructor(...values) {
        super(...values);
        globalThis.workers.push(this);
      }
    };
  });

browserTest('files are opened in a new worker, which takes the place of the old one', {}, async ({ page }) => {
  await base(page, cafe);
  const before = await standing(page);
  await show(page, answers.file('answers.csv', answers.spreadsheet));
  await base(page, 12);
  assert.ok(await eventually(() => page.workers().length === 1), `${page.workers().length} workers`);
  assert.notEqual(page.workers()[0], before);
});

browserTest('the reading of a large file is seen, can be ended, and leaves the report as it was', {}, async ({ page }) => {
  await base(page, cafe);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'esteem-'));
  const large = path.join(folder, 'guests.csv');
  await writeFile(large, execFileSync(commandPath, ['demo', '--responses', '300000'], { maxBuffer: 2 ** 30 }));
  await show(page, large);
  const bar = page.locator('[data-state="reading"] progress');
  const seen = new Set();
  await eventually(async () => seen.add(await bar.getAttribute('value')).size > 4, 30_000);
  const shares = [...seen].map(Number);
  assert.ok(shares.length > 4 && shares.every((share, i) => i === 0 || share > shares[i - 1]), `shares: ${shares}`);
  assert.ok(shares.every((share) => share < 100), `shares: ${shares}`);
  // The panel may still stand above the bar.
  await page.keyboard.press('Escape');
  await page.locator('[data-action="cancel"]').click();
  await bar.waitFor({ state: 'detached' });
  assert.ok(await eventually(() => page.workers().length === 1), `${page.workers().length} workers`);
  await speak(page, 'zh');
  await page.locator('#app .sentence').filter({ hasText: '客人' }).first().waitFor();
  await base(page, cafe);
  await rm(folder, { recursive: true });
});

browserTest('an engine that breaks down is started again with what it had', {}, async ({ page }) => {
  await base(page, cafe);
  await show(page, answers.file('answers.csv', answers.spreadsheet));
  await base(page, 12);
  const said = await headline(page);
  await eventually(() => page.workers().length === 1);
  await trap(page.workers()[0]);
  await notice(page, 'restarted').waitFor();
  await base(page, 12);
  assert.equal(await headline(page), said);
  await speak(page, 'zh');
  await eventually(async () => (await headline(page)) !== said);
  await base(page, 12);
});

browserTest('an engine that vanished is missed by the next question', { prepare: remember }, async ({ page }) => {
  await base(page, cafe);
  await standing(page);
  await page.evaluate(() => globalThis.workers.at(-1).terminate());
  await speak(page, 'zh');
  await notice(page, 'restarted').waitFor({ timeout: 20_000 });
  await page.locator('#app .sentence').filter({ hasText: '客人' }).first().waitFor();
});

browserTest('an engine that breaks down again and again is given up in words', {}, async ({ page }) => {
  await base(page, cafe);
  for (let i = 0; i < 3; i += 1) {
    const worker = await standing(page);
    const ended = new Promise((resolve) => worker.once('close', resolve));
    await trap(worker);
    await ended;
  }
  await notice(page, 'gave-up').waitFor();
  await base(page, cafe);
});

test('another build that was put in place is noticed before it can do harm', async () => {
  const folder = await copied();
  const opened = await open({ folder });
  const { page } = opened;
  try {
    await base(page, cafe);
    await standing(page);
    for (const name of ['engine.js', 'worker.js']) {
      const text = await readFile(path.join(folder, name), 'utf8');
      const build = await page.locator('html').getAttribute('data-build');
      assert.ok(text.includes(build), `${name} knows no build`);
      await writeFile(path.join(folder, name), text.replaceAll(build, 'another'));
    }
    await show(page, answers.file('answers.csv', answers.spreadsheet));
    await notice(page, 'other-build').waitFor();
    await base(page, cafe);
    opened.assertQuiet();
  } finally {
    await opened.close();
    await rm(folder, { recursive: true });
  }
});

browserTest('a host that does not know the type of the module still serves the page', { types: { '.wasm': undefined } }, async ({ page }) => {
  await base(page, cafe);
});

test('a page whose module is missing says so', async () => {
  const folder = await copied();
  await rm(path.join(folder, 'app_bg.wasm'));
  const opened = await open({ folder, locale: 'zh-CN' });
  try {
    await opened.page.locator('.rescue').waitFor();
    assert.match(await opened.page.locator('.rescue').innerText(), /页面未能启动[\s\S]*重新载入/);
  } finally {
    await opened.close();
    await rm(folder, { recursive: true });
  }
});

test('a page whose app breaks down gives the reader everything back', async () => {
  const opened = await open();
  const { page } = opened;
  try {
    await base(page, cafe);
    await show(page, answers.file('answers.csv', answers.spreadsheet));
    await base(page, 12);
    // As an extension does that takes over the page's elements: the app no longer finds its place, and panics.
    await page.evaluate(() => {
      Node.prototype.insertBefore = Node.prototype.appendChild = () => {
        throw new DOMException('not found', 'NotFoundError');
      };
    });
    await page.locator('#app [data-route="method"]').click();
    const screen = page.locator('.rescue');
    await screen.waitFor();
    assert.match(await screen.innerText(), /stopped working[\s\S]*Your files are still here/);
    assert.equal(await page.locator('#app').count(), 0);
    const downloading = page.waitForEvent('download');
    await screen.locator('button').nth(1).click();
    const download = await downloading;
    assert.match(download.suggestedFilename(), /\.esteem-workspace\.json$/);
    const saved = JSON.parse(await readFile(await download.path(), 'utf8'));
    assert.equal(saved.format, 'esteem-workspace/1');
    const responses = saved.files.find(({ kind }) => kind === 'responses');
    assert.equal(responses.name, 'answers.csv');
    assert.ok(Buffer.from(responses.base64, 'base64').equals(answers.spreadsheet), 'the bytes differ');
    await screen.locator('button').first().click();
    await page.locator('#app [data-view]').first().waitFor();
  } finally {
    await opened.close();
  }
});
