// The questionnaire breaks down inside, in the released module: the respondent keeps the answers, and the website notices nothing.
//
// A fault is put where the module meets the browser: from now on the n-th call that it makes throws as a trap does. So the module is left
// in the middle of what it did, as by a fault of its own: nothing is unwound, what was borrowed stays borrowed.

import assert from 'node:assert/strict';
import {
  begin, breakable, choose, events, hearEvents, isChosen, kept, plainForm, said, stands, until, usualPage, widgetTest, within,
} from './widget_harness.mjs';

const prepare = async (page) => {
  await breakable(page);
  await hearEvents(page);
};

const state = (page) => page.evaluate(() => ({ broken, instances }));

/** Presses the key that answers the focused question, with the fault armed, and waits for the instance that comes after. */
async function breakBy(page, action, at) {
  const before = await state(page);
  await page.evaluate((at) => breakAt(at), at);
  await action();
  await until(async () => (await state(page)).instances > before.instances, 'no fresh instance came');
  await page.evaluate(() => breakAt(Infinity));
  await stands(page, 'questions');
}

/** Waits until the first answers are in the browser's database. */
const untilKept = (page, count = 1) => until(async () => (await kept(page))?.length === count, 'nothing was kept');

for (const at of [1, 2, 3, 5, 8, 13]) {
  widgetTest(`a fault at call ${at} of an answer costs nothing that was answered before`, { prepare }, async ({ page }) => {
    await begin(page);
    await choose(page, 'wait', 3);
    await untilKept(page);
    const [{ id }] = await kept(page);
    await within(page, 'input[name="wait"][value="1"]').focus();
    await breakBy(page, () => page.keyboard.press('Space'), at);
    await until(() => isChosen(page, 'wait', 3), 'the answer is gone');
    assert.match(await said(page), /went wrong|restored/i, 'the respondent is told');
    assert.equal((await kept(page))[0].id, id, 'it is the same response');
    const focused = await page.evaluate(() => document.querySelector('esteem-survey').shadowRoot.activeElement?.name);
    assert.equal(focused, 'wait', 'the focus is where it was');
    await choose(page, 'wait', 2);
    await until(async () => (await kept(page))[0].rev > 1, 'the fresh instance does not keep');
    assert.equal((await kept(page)).length, 1);
    assert.deepEqual(await page.evaluate(() => document.activeElement?.localName), 'esteem-survey');
  });
}

widgetTest('a fault while the first screen is drawn is met by a fresh instance', {
  prepare: async (page) => {
    await prepare(page);
    await page.addInitScript(() => breakAt(15));
  },
}, async ({ page }) => {
  await begin(page);
  assert.deepEqual(await state(page), { broken: 1, instances: 2 });
});

widgetTest('after three breakdowns within a minute the plain form takes over, and says so', { prepare }, async ({ page }) => {
  await begin(page);
  await choose(page, 'wait', 3);
  await untilKept(page);
  // What the store says late may meet the fault before the answer does, and then the answer is taken.
  const chooseAnother = async () => choose(page, 'wait', (await isChosen(page, 'wait', 1)) ? 2 : 1);
  for (let times = 1; times <= 2; times += 1) {
    await breakBy(page, chooseAnother, 2);
  }
  await page.evaluate(() => breakAt(2));
  await chooseAnother().catch(() => {});
  await stands(page, 'trouble');
  assert.match(await said(page), /problem.*saved on this device/i);
  assert.ok(await page.getByRole('button', { name: 'Send' }).isVisible(), 'the form stands');
  assert.deepEqual((await events(page, 'esteem-trouble')).map(({ detail }) => detail), [{ reason: 'broken' }]);
  assert.equal((await kept(page)).length, 1, 'what was kept stays');
});

widgetTest('a hundred restarts leave no listener and no node behind', { prepare }, async ({ page }) => {
  await begin(page);
  await choose(page, 'wait', 3);
  await untilKept(page);
  const debug = await page.context().newCDPSession(page);
  const counted = async () => {
    await debug.send('HeapProfiler.collectGarbage');
    await debug.send('HeapProfiler.collectGarbage');
    const { nodes, jsEventListeners } = await debug.send('Memory.getDOMCounters');
    return { nodes, jsEventListeners };
  };
  const restart = async () => {
    await page.evaluate(() => passTime(61_000));
    const other = (await isChosen(page, 'wait', 1)) ? 2 : 1;
    await breakBy(page, () => within(page, `input[name="wait"][value="${other}"]`).click({ force: true }), 2);
  };
  for (let times = 0; times < 5; times += 1) await restart();
  const before = await counted();
  for (let times = 0; times < 100; times += 1) await restart();
  let after = await counted();
  // What the last instance leaves may wait for a later collection; what all leave would stay.
  for (let times = 0; times < 10 && after.nodes > before.nodes + 100; times += 1) {
    await page.waitForTimeout(200);
    after = await counted();
  }
  assert.ok((await state(page)).instances >= 106);
  assert.ok(after.jsEventListeners <= before.jsEventListeners + 2, `${JSON.stringify(before)} ${JSON.stringify(after)}`);
  assert.ok(after.nodes <= before.nodes + 100, `${JSON.stringify(before)} ${JSON.stringify(after)}`);
});

const twoElements = usualPage.replace(plainForm, '').replace('<p id="after">', '<esteem-survey id="other" study="/tiny.study.json"></esteem-survey><p id="after">');

widgetTest('an element that breaks down leaves another one on the page alone', { prepare, html: twoElements }, async ({ page }) => {
  const other = page.locator('#other [data-screen]:not([data-screen="loading"])').first();
  await other.waitFor();
  await page.evaluate(() => {
    const { shadowRoot } = document.getElementById('other');
    shadowRoot.querySelector('[data-screen]').dataset.marked = 'yes';
    breakAt(1);
  });
  const first = page.locator('esteem-survey:not(#other)').first();
  await first.locator('button, input').first().click();
  await until(async () => (await state(page)).instances > 2, 'no fresh instance came');
  await stands(page);
  assert.equal(await page.locator('#other [data-marked="yes"]').count(), 1);
});
