// From a click to a chart: a respondent with nothing but a keyboard, a page that is loaded anew in the middle, a collector that fails
// twice and whose receipt is lost once. In the end there is one response, everywhere.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { choose as chooseFiles, launch, open, patience_ms, sitePath } from './harness.mjs';
import { hostPage, stands, watchHost, within } from './widget_harness.mjs';
import { collector as startCollector, website } from './widget_servers.mjs';
import { answerByKeyboard, focused, shipped } from './widget_walk.mjs';

/** Two failures, then a receipt that is lost. */
const trouble = [{ status: 500 }, { act: 'cut' }, { act: 'commit-then-cut' }];
const retries_ms = 60_000;

/** Counts the events that tell of the response, across reloads: they are kept by the test, not by the page. */
async function hear(page) {
  const heard = [];
  await page.exposeFunction('heard', (kind, id, sha256, text) => heard.push({ kind, id, sha256, text }));
  await page.addInitScript(() => {
    for (const kind of ['esteem-response', 'esteem-sent']) {
      addEventListener(kind, ({ detail }) => globalThis.heard(kind, detail.id, detail.sha256, detail.text));
    }
  });
  return heard;
}

/** Goes through the whole questionnaire with the keyboard, with a reload in the middle; answers with the number of screens. */
async function walk(page, enter, reloads) {
  await enter();
  let screens = 0;
  for (; screens < 60; screens += 1) {
    if (await within(page, '[data-screen="finished"]').count()) break;
    if (screens === 6) {
      const before = await within(page, '.heading').innerText();
      await within(page, '[role=status]').filter({ hasText: '已保存在这台设备上' }).waitFor();
      await reloads();
      await stands(page, 'questions');
      assert.equal(await within(page, '.heading').innerText(), before, 'the same page as before');
      await within(page, '[role=status]').filter({ hasText: '您之前的回答都还在' }).waitFor();
      await enter();
    }
    await answerByKeyboard(page);
    if (screens > 0) assert.ok(await focused(page), 'the focus is never lost');
  }
  return screens;
}

/** One response, with everything in it: what the collector has, what the page heard, what the file says. */
async function assertOne(page, collector, heard) {
  await within(page, '[role=status]').filter({ hasText: '已经收到' }).waitFor({ timeout: retries_ms });
  assert.equal(collector.rows.size, 1, 'one row');
  const [[id, body]] = collector.rows;
  // A browser may repeat a request whose connection broke, without a word.
  assert.ok(collector.log.length >= 4, 'two failures, one lost receipt, one receipt');
  assert.ok(collector.log.every((posted) => posted.body === body), 'the same bytes each time');
  const responses = heard.filter(({ kind }) => kind === 'esteem-response');
  assert.deepEqual(responses.map(({ text }) => text), [body], 'one event, with these bytes');
  assert.equal(responses[0].sha256, createHash('sha256').update(body).digest('hex'));
  assert.deepEqual(heard.filter(({ kind }) => kind === 'esteem-sent').map((sent) => sent.id), [id]);
  const response = JSON.parse(body);
  assert.equal(response.state, 'complete');
  assert.equal(response.language, 'zh');
  return body;
}

/** All these responses, opened as a file beside their study, are the analyzer's base. */
async function assertBase(responses, study) {
  const folder = await mkdtemp(path.join(tmpdir(), 'esteem-'));
  const files = { study: path.join(folder, 'a.study.json'), responses: path.join(folder, 'a.responses.jsonl') };
  await writeFile(files.study, JSON.stringify(study));
  await writeFile(files.responses, responses.map((response) => `${response}\n`).join(''));
  const opened = await open({ locale: 'en' });
  try {
    await chooseFiles(opened.page, files);
    await opened.page.locator('dialog[open] [data-action="show"]').click();
    await opened.page.locator(`#app [data-base="${responses.length}"]`).first().waitFor();
  } finally {
    await opened.close();
  }
}

/** With the response the analyzer's base is one more than without it. */
async function assertCounted(body, study) {
  const others = Array.from({ length: 12 }, (_, at) => JSON.stringify({ ...JSON.parse(body), id: `another-${at}` }));
  await assertBase(others, study);
  await assertBase([...others, body], study);
}

test('by keyboard alone, through every trouble: one response everywhere', { timeout: 240_000 }, async () => {
  const collector = await startCollector([...trouble]);
  const study = await shipped('customer', collector.url);
  const html = hostPage('<esteem-survey study="/s.study.json" lang="zh"></esteem-survey>', { lang: 'zh' });
  const site = await website({ files: sitePath, html, studies: { 's.study.json': study } });
  const browser = await launch();
  try {
    const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, locale: 'zh-CN', acceptDownloads: true });
    context.setDefaultTimeout(patience_ms);
    const page = await context.newPage();
    const faults = await watchHost(page, [site.origin, collector.origin]);
    const heard = await hear(page);
    await page.goto(site.origin);
    await stands(page, 'welcome');
    const screens = await walk(page, async () => {}, () => page.reload());
    assert.ok(screens >= 15, `${screens} screens`);
    const body = await assertOne(page, collector, heard);
    // The file that the respondent can take away holds the same response, once.
    await within(page, '.answers summary').click();
    const [download] = await Promise.all([page.waitForEvent('download'), within(page, '[data-do="download"]').click()]);
    assert.equal(await readFile(await download.path(), 'utf8'), `${body}\n`);
    const lines = faults.filter((fault) => !/Failed to load resource|net::ERR|CORS/.test(fault));
    assert.deepEqual(lines, [], 'the website notices nothing but what the network says');
    await assertCounted(body, study);
  } finally {
    await browser.close();
    await Promise.all([site.close(), collector.close()]);
  }
});

test('the same in a frame of the analyzer’s page', { timeout: 240_000 }, async () => {
  const collector = await startCollector([...trouble]);
  const study = await shipped('customer', '/collect');
  const html = '<!doctype html><html lang="zh"><title>A company</title><body><iframe title="问卷" width="1000" height="900" ' +
    'src="/index.html#/answer?study=%2Fs.study.json&amp;lang=zh"></iframe></body></html>';
  const site = await website({ files: sitePath, html, studies: { 's.study.json': study }, passes: { '/collect': collector.url } });
  const browser = await launch();
  try {
    const context = await browser.newContext({ viewport: { width: 1040, height: 960 }, locale: 'zh-CN' });
    context.setDefaultTimeout(patience_ms);
    const page = await context.newPage();
    const heard = await hear(page);
    await page.goto(site.origin);
    const frame = page.frames().find((one) => one !== page.mainFrame()) ?? (await page.waitForEvent('frameattached'));
    // What looks at the element looks into the frame; the keyboard belongs to the page.
    const inside = { locator: (...given) => frame.locator(...given), keyboard: page.keyboard };
    await within(inside, '[data-screen]').first().waitFor();
    const enter = () => frame.locator('esteem-survey').evaluate((survey) => survey.shadowRoot.querySelector('.heading').focus());
    const screens = await walk(inside, enter, async () => {
      const anew = page.waitForEvent('framenavigated', (navigated) => navigated === frame);
      await frame.evaluate(() => location.reload());
      await anew;
    });
    assert.ok(screens >= 15, `${screens} screens`);
    await assertCounted(await assertOne(inside, collector, heard), study);
  } finally {
    await browser.close();
    await Promise.all([site.close(), collector.close()]);
  }
});
