// What a collector answers and what comes of it: the respondent is told the truth, nothing is lost, and nothing arrives twice.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { answerAll, begin, events, hearEvents, kept, said, stands, tinyStudy, until, usualPage, widgetTest } from './widget_harness.mjs';

/** The browser itself logs what it could not get; a page cannot prevent that. */
const failed = [/Failed to load resource/, /CORS/];

const confirmed = /received and confirmed/i;
const waiting = /not sent yet/i;
const refused = /were not accepted/i;

const says = (page, words) => until(async () => words.test(await said(page)), `it never says ${words}`);

/** The next tries come at once, as if it were later: what waits is told that the network is back. */
const laterOn = (page, ms) => page.evaluate((ms) => {
  const { now } = Date;
  Date.now = () => now() + ms;
  dispatchEvent(new Event('online'));
}, ms);
const DAY_MS = 25 * 60 * 60 * 1000;

const assertOneRow = async (collector) => {
  assert.equal(collector.rows.size, 1, 'one response arrived');
  const [[id, body]] = collector.rows;
  const response = JSON.parse(body);
  assert.equal(response.id, id);
  assert.equal(response.format, 'esteem-response/1');
  assert.equal(response.state, 'complete');
  for (const { body: sent } of collector.log) assert.equal(sent, body, 'every try sends the same bytes');
  return response;
};

widgetTest('a response is sent once and is confirmed by its receipt', { prepare: hearEvents }, async ({ page, collector }) => {
  await answerAll(page);
  await says(page, confirmed);
  const response = await assertOneRow(collector);
  assert.deepEqual([response.answers.wait, response.answers.staff, response.answers.taste], [3, 2, 1]);
  assert.equal(collector.log.length, 1);
  const [{ method, headers, body }] = collector.log;
  assert.equal(method, 'POST');
  assert.match(headers['content-type'], /^text\/plain;charset=utf-8$/i);
  assert.equal(headers.cookie, undefined);
  assert.equal(headers.referer, undefined);
  const [{ detail }] = await events(page, 'esteem-response');
  assert.equal(detail.text, body);
  assert.equal(detail.sha256, createHash('sha256').update(body).digest('hex'));
  assert.deepEqual((await events(page, 'esteem-sent')).map(({ detail }) => detail), [{ id: response.id, confirmed: true }]);
  const [record] = await kept(page);
  assert.ok(!record || record.stage === 'acknowledged', record?.stage);
  assert.ok(!record?.body.includes('"wait"'), 'the answers are gone from the device');
});

/** Tried again until it arrives: each of these proves nothing. */
for (const [what, step] of [
  ['200 with a page to log in', { act: 'login' }],
  ['200 with a receipt of something else', { status: 200, body: '{"receipt":{"id":"x","sha256":"y"}}' }],
  ['200 with nothing', { status: 200, body: '' }],
  ['200 with the wrong fingerprint', { status: 200, body: '{"receipt":{"id":"","sha256":null}}' }],
  ['500', { status: 500, body: 'oops' }],
  ['503 with Retry-After in seconds', { status: 503, headers: { 'Retry-After': '1' } }],
  ['408', { status: 408 }],
  ['425', { status: 425 }],
  ['no answer, and nothing stored', { act: 'cut' }],
  ['no answer, though it was stored', { act: 'commit-then-cut' }],
  ['half an answer', { act: 'half' }],
  ['204 where a receipt is due', { status: 204 }],
  ['500, though it was stored', { status: 500, stores: true }],
]) {
  widgetTest(`after ${what} the response waits, is sent again, and arrives once`, { script: [step], expects: failed }, async ({ page, collector }) => {
    await answerAll(page);
    await stands(page, 'finished');
    await until(() => collector.log.length > 0, 'nothing was sent');
    await laterOn(page, DAY_MS);
    await says(page, confirmed);
    await assertOneRow(collector);
    assert.ok(collector.log.length >= 2);
  });
}

/** Kept for a person. */
for (const [what, step] of [
  ['400', { status: 400 }],
  ['410', { status: 410 }],
  ['413', { status: 413, body: 'too large' }],
  ['422', { status: 422 }],
]) {
  widgetTest(`${what} is told as refused, and the answers stay on the device`, { script: [step], expects: failed }, async ({ page, collector }) => {
    await answerAll(page);
    await says(page, refused);
    await laterOn(page, DAY_MS);
    await page.waitForTimeout(300);
    assert.equal(collector.log.length, 1, 'it is not sent again by itself');
    const [record] = await kept(page);
    assert.equal(record.stage, 'parked');
    assert.equal(JSON.parse(record.body).answers.wait, 3);
  });
}

for (const status of [401, 403, 404, 415]) {
  widgetTest(`after ${status} the answers stay, and are sent again a day later`, { script: [{ status }], expects: failed }, async ({ page, collector }) => {
    await answerAll(page);
    await stands(page, 'finished');
    await until(async () => (await kept(page))?.[0]?.stage === 'parked', 'it is not parked');
    assert.doesNotMatch(await said(page), confirmed);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.waitForTimeout(300);
    assert.equal(collector.log.length, 1, 'not before');
    await laterOn(page, DAY_MS);
    await says(page, confirmed);
    await assertOneRow(collector);
  });
}

widgetTest('429 with Retry-After is waited for as long as it says', {
  script: [{ status: 429, headers: { 'Retry-After': '3' } }],
  expects: failed,
}, async ({ page, collector }) => {
  await answerAll(page);
  await says(page, waiting);
  const started = Date.now();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.waitForTimeout(1500);
  assert.equal(collector.log.length, 1, 'the collector asked for quiet');
  await says(page, confirmed);
  assert.ok(Date.now() - started >= 2500, `after ${Date.now() - started} ms`);
  await assertOneRow(collector);
});

widgetTest('an answer that comes byte by byte is an answer', { script: [{ act: 'drip', delay_ms: 5 }] }, async ({ page, collector }) => {
  await answerAll(page);
  await says(page, confirmed);
  assert.equal(collector.log.length, 1);
});

widgetTest('an answer of many megabytes is not read to its end', { script: [{ status: 500, body: 'x'.repeat(2 ** 25) }], expects: failed }, async ({ page, collector }) => {
  await answerAll(page);
  await says(page, waiting);
  await laterOn(page, DAY_MS);
  await says(page, confirmed);
  await assertOneRow(collector);
});

widgetTest('a response that was finished without a network is sent when it is back', { expects: [/Failed to load resource/, /INTERNET_DISCONNECTED/] }, async ({ page, context, collector }) => {
  await begin(page);
  await context.setOffline(true);
  await answerAll(page);
  await says(page, waiting);
  assert.equal(collector.log.length, 0);
  await context.setOffline(false);
  await says(page, confirmed);
  await assertOneRow(collector);
});

widgetTest('a page that is closed before the answer comes sends again at the next visit', { script: [{ act: 'silent' }], expects: failed }, async ({ page, context, site, collector }) => {
  await answerAll(page);
  await until(() => collector.log.length === 1, 'nothing was sent');
  await page.close();
  const later = await context.newPage();
  await later.addInitScript((ms) => {
    const { now } = Date;
    Date.now = () => now() + ms;
  }, DAY_MS);
  await later.goto(`${site.origin}/`);
  await until(() => collector.rows.size === 1, 'it never arrives');
  await assertOneRow(collector);
});

widgetTest('a collector that only knows statuses is told as sent, not as confirmed', { kind: 'status', script: [{ status: 204, stores: true }] }, async ({ page, collector }) => {
  await answerAll(page);
  await until(async () => /\bsent\b/i.test(await said(page)), 'it does not say that it is sent');
  assert.doesNotMatch(await said(page), confirmed);
  assert.doesNotMatch(await said(page), waiting);
  await assertOneRow(collector);
});

widgetTest('a try-out sends nothing and keeps nothing', { html: usualPage.replace('study=', 'test study=') }, async ({ page, collector }) => {
  await answerAll(page);
  await stands(page, 'finished');
  await page.waitForTimeout(500);
  assert.equal(collector.log.length, 0);
  assert.equal(await kept(page), undefined);
});

widgetTest('without a collector the page takes the response, and the device lets go of it', {
  studies: () => ({ 'tiny.study.json': tinyStudy() }),
  prepare: (page) => page.addInitScript(() => {
    globalThis.taken = [];
    addEventListener('esteem-response', ({ detail }) => {
      taken.push(detail.text);
      setTimeout(detail.acknowledge, 100);
    });
  }),
}, async ({ page, collector }) => {
  await answerAll(page);
  await until(async () => (await page.evaluate(() => taken.length)) === 1, 'the page is not told');
  await until(async () => ((await kept(page)) ?? []).every(({ stage }) => stage === 'acknowledged'), 'the device keeps it');
  assert.equal(collector.log.length, 0);
});

widgetTest('a listener of the page that throws harms only the page', {
  prepare: (page) => page.addInitScript(() => addEventListener('esteem-response', () => {
    throw new Error('the page fails');
  })),
  expects: [/the page fails/],
}, async ({ page }) => {
  await answerAll(page);
  await says(page, confirmed);
});
