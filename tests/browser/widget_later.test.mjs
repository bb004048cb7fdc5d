// What keeps and sends comes after the first question. Until it is here nothing is lost and nothing untrue is said, however late it is.

import assert from 'node:assert/strict';
import {
  answerAll, begin, breakable, choose, events, hearEvents, isChosen, kept, press, said, stands, until, usualPage, widgetTest, within,
} from './widget_harness.mjs';

const KEEPING = '/esteem-survey-keeping.js';
/** The browser itself logs what it could not get. */
const failed = [/Failed to load resource/];

const askedFor = (site) => site.requests.filter((address) => address.startsWith(KEEPING)).length;
const saysSaved = async (page) => /^(?!.*not saved).*saved on this device/i.test(await said(page));
const answersKept = async (page) => JSON.parse((await kept(page))?.[0]?.body ?? '{}').answers;

/** What the small store of texts holds of ours. */
const noted = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('esteem/')).length);

widgetTest('the first question waits for nothing that comes later', {
  answers: { [KEEPING]: { hangs: true } },
}, async ({ page, site }) => {
  await begin(page);
  await choose(page, 'wait', 3);
  assert.equal(askedFor(site), 1, 'it was asked for without an answer');
  const [first] = site.requests.map((address, at) => [address, at]).filter(([address]) => address.startsWith(KEEPING));
  assert.ok(first[1] > site.requests.findIndex((address) => address.startsWith('/esteem-survey_bg.wasm')));
  assert.equal(await saysSaved(page), false);
  assert.match(await said(page), /saving/i);
  assert.equal(await kept(page), undefined);
});

widgetTest('what was answered before it came is kept when it has come', {
  answers: { [KEEPING]: { delay_ms: 3000 } },
}, async ({ page }) => {
  await begin(page);
  await choose(page, 'wait', 3);
  await choose(page, 'staff', 1);
  assert.equal(await saysSaved(page), false, 'it is not saved yet');
  await until(() => saysSaved(page), 'it is never saved');
  assert.deepEqual(await answersKept(page), { wait: 3, staff: 1 });
  await choose(page, 'staff', 2);
  await until(async () => (await answersKept(page)).staff === 2, 'what comes after is not kept');
  assert.equal((await kept(page)).length, 1, 'it is one response');
  await page.reload();
  await begin(page);
  await until(() => isChosen(page, 'staff', 2), 'the answer is gone');
});

for (const [what, answer] of [
  ['is missing', { status: 404 }],
  ['is a page to log in', { body: '<!doctype html>' }],
  ['is of another build', { body: "export const build = 'old', getCode = async () => {}, device = () => {};" }],
]) {
  widgetTest(`when it ${what}, that is told, it is tried again, and nothing is lost`, {
    answers: { [KEEPING]: { ...answer, n: 2 } },
    expects: failed,
  }, async ({ page, site }) => {
    await begin(page);
    await choose(page, 'wait', 3);
    await until(async () => /not saved yet/i.test(await said(page)), 'it is not told');
    await choose(page, 'staff', 1);
    assert.match(await said(page), /not saved yet/i);
    await until(() => saysSaved(page), 'it is never saved');
    assert.deepEqual(await answersKept(page), { wait: 3, staff: 1 });
    assert.equal(askedFor(site), 3);
    assert.equal(new Set(site.requests.filter((address) => address.startsWith(KEEPING))).size, 3, 'browsers remember what they could not get');
  });
}

widgetTest('it is got anew beside a try that hangs', {
  answers: { [KEEPING]: { hangs: true, n: 1 } },
}, async ({ page }) => {
  await begin(page);
  await choose(page, 'wait', 3);
  await until(() => saysSaved(page), 'it is never saved');
  assert.deepEqual(await answersKept(page), { wait: 3 });
});

widgetTest('the network that comes back brings it at once', {
  answers: { [KEEPING]: { status: 503, n: 4 } },
  expects: failed,
}, async ({ page, site, context }) => {
  await begin(page);
  await choose(page, 'wait', 3);
  await until(async () => /not saved yet/i.test(await said(page)), 'it is not told');
  site.answers[KEEPING].n = 0;
  await context.setOffline(true);
  await context.setOffline(false);
  await until(() => saysSaved(page), 'it is never saved');
});

widgetTest('a response that was finished before it came is sent once, and whole', {
  answers: { [KEEPING]: { delay_ms: 6000 } },
  prepare: hearEvents,
}, async ({ page, collector }) => {
  await answerAll(page);
  await stands(page, 'finished');
  assert.match(await said(page), /saving/i);
  await until(async () => /confirmed/i.test(await said(page)), 'it never arrives');
  assert.equal(collector.rows.size, 1);
  const [body] = collector.rows.values();
  const { answers, state, study_hash } = JSON.parse(body);
  assert.deepEqual(answers, { wait: 3, staff: 2, taste: 1 });
  assert.equal(state, 'complete');
  assert.match(study_hash, /^[0-9a-f]{64}$/);
  assert.equal((await events(page, 'esteem-response')).length, 1);
  assert.equal((await events(page, 'esteem-sent')).length, 1);
});

/** What was on the screen whenever something was. */
const watch = (page) => page.addInitScript(() => {
  globalThis.seen = new Set();
  const look = () => {
    const screen = document.querySelector('esteem-survey')?.shadowRoot?.querySelector('[data-screen]')?.dataset.screen;
    if (screen && screen !== 'loading') seen.add(screen);
    requestAnimationFrame(look);
  };
  look();
});

widgetTest('who comes back sees the answers first, even when it is slow', { prepare: watch }, async ({ page, site }) => {
  await begin(page);
  await choose(page, 'wait', 3);
  await until(() => saysSaved(page));
  site.answers[KEEPING] = { delay_ms: 1500 };
  await page.reload();
  await stands(page);
  assert.ok(await isChosen(page, 'wait', 3), 'the answer is not there with the questions');
  assert.deepEqual(await page.evaluate(() => [...seen]), ['questions'], 'nothing else was shown before');
});

widgetTest('who comes back and cannot have it is asked all the same, and nothing is lost', { expects: failed }, async ({ page, site }) => {
  await begin(page);
  await choose(page, 'wait', 3);
  await until(() => saysSaved(page));
  site.answers[KEEPING] = { status: 503, n: 3 };
  await page.reload();
  await begin(page);
  await choose(page, 'staff', 1);
  assert.equal(await noted(page), 0, 'only what keeps can put it together with the draft of the earlier visit');
  await until(() => saysSaved(page), 'it is never saved');
  await until(async () => (await answersKept(page)).staff === 1, 'the new answer is not kept');
  assert.deepEqual(await answersKept(page), { wait: 3, staff: 1 });
  await until(() => isChosen(page, 'wait', 3), 'the old answer is not shown');
  assert.equal((await kept(page)).length, 1, 'it is one response');
});

widgetTest('a fault before it came costs nothing that was answered', {
  answers: { [KEEPING]: { delay_ms: 6000 } },
  prepare: breakable,
}, async ({ page }) => {
  await begin(page);
  await choose(page, 'wait', 3);
  await page.evaluate(() => {
    document.querySelector('esteem-survey').shadowRoot.querySelector('[data-screen]').dataset.old = 'yes';
    breakAt(2);
  });
  await within(page, 'input[name="staff"][value="1"]').click({ force: true });
  await until(async () => (await page.evaluate(() => instances > 1)) && !(await within(page, '[data-old]').count()), 'no fresh instance came');
  await begin(page);
  await choose(page, 'staff', 2);
  assert.equal(await saysSaved(page), false);
  await until(async () => (await answersKept(page))?.staff === 2, 'the answer after the fault is not kept');
  await until(() => isChosen(page, 'wait', 3), 'the answer before the fault is gone');
  await until(async () => (await answersKept(page)).wait === 3, 'the answer before the fault is not kept');
  assert.equal((await kept(page)).length, 1, 'it is one response');
});

widgetTest('taken out before it came, it keeps what was answered', {
  answers: { [KEEPING]: { delay_ms: 2500 } },
}, async ({ page }) => {
  await begin(page);
  await choose(page, 'wait', 2);
  await page.evaluate(() => document.querySelector('esteem-survey').remove());
  await until(async () => (await answersKept(page))?.wait === 2, 'the answer is gone');
});

/** The same website in a page of its own, as if the other had been closed. */
async function openAgain({ page, site, context }) {
  const other = await context.newPage();
  await page.close();
  await other.goto(`${site.origin}/`);
  await stands(other);
  return other;
}

widgetTest('a page that is closed before it came finds the answers at the next visit', {
  answers: { [KEEPING]: { hangs: true } },
}, async (opened) => {
  const { page, site } = opened;
  await begin(page);
  assert.equal(await noted(page), 0, 'nothing is written before the first answer');
  await choose(page, 'wait', 3);
  await choose(page, 'staff', 1);
  assert.equal(await noted(page), 1);
  assert.equal(await saysSaved(page), false);
  delete site.answers[KEEPING];
  const other = await openAgain(opened);
  await until(() => isChosen(other, 'wait', 3), 'the answers are gone');
  assert.ok(await isChosen(other, 'staff', 1), 'the last answer is gone');
  await choose(other, 'staff', 2);
  await until(async () => (await answersKept(other))?.staff === 2, 'what comes after is not kept');
  assert.deepEqual(await answersKept(other), { wait: 3, staff: 2 });
  assert.equal((await kept(other)).length, 1, 'it is one response');
  assert.equal(await noted(other), 0, 'it is kept in one place');
});

widgetTest('a response finished before it came, in a page that was closed, waits on its last page', {
  answers: { [KEEPING]: { hangs: true } },
}, async (opened) => {
  const { page, site, collector } = opened;
  await answerAll(page);
  await stands(page, 'finished');
  assert.equal(collector.rows.size, 0);
  delete site.answers[KEEPING];
  const other = await openAgain(opened);
  await stands(other, 'questions');
  await press(other, 'finish');
  await stands(other, 'finished');
  await until(() => collector.rows.size === 1, 'it never arrives');
  const [body] = collector.rows.values();
  assert.deepEqual(JSON.parse(body).answers, { wait: 3, staff: 2, taste: 1 });
  assert.equal(await noted(other), 0);
});

widgetTest('what was noted goes when all is kept', {
  answers: { [KEEPING]: { delay_ms: 2500 } },
}, async ({ page }) => {
  await begin(page);
  await choose(page, 'wait', 3);
  assert.equal(await noted(page), 1);
  await until(() => saysSaved(page), 'it is never saved');
  assert.equal(await noted(page), 0);
});

widgetTest('two elements of a page get it once', {
  html: usualPage.replace('<p id="after">', '<esteem-survey id="other" study="/tiny.study.json"></esteem-survey><p id="after">'),
}, async ({ page, site }) => {
  await page.locator('#other [data-screen]:not([data-screen="loading"])').first().waitFor();
  await begin(page);
  await page.locator('esteem-survey:not(#other) input[name="wait"][value="3"]').check({ force: true });
  await until(async () => (await kept(page))?.length === 1, 'nothing is kept');
  assert.equal(askedFor(site), 1);
});
