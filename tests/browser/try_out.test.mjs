// Trying the questionnaire of the study that is open: the report of the try-outs, and that nothing else changes.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { axe, browserTest, choose, root, screenshot } from './harness.mjs';
import { finish, prepareFake } from './fake_questionnaire.mjs';
import { collisions, smallTargets, stands, variants } from './variants.mjs';
import { press, within } from './widget_harness.mjs';
import { answerByKeyboard } from './widget_walk.mjs';

const cafe = (name) => path.join(root, 'examples', name);
const base = (page, n) => page.locator(`[data-base="${n}"]`).waitFor();

/** Tries the questionnaire once more, from its view. */
async function tryOnce(page, level) {
  await finish(page, level);
  await page.locator('[data-part="tried"]').waitFor();
}

browserTest('a try-out is a report of its own, and the way back leads to what was open', { prepare: prepareFake }, async ({ page }) => {
  await stands(page, '');
  await page.evaluate(() => (location.hash = '#/?where=guest%3Dregular'));
  await page.locator('[data-base]:not([data-base="412"])').waitFor();
  const regulars = await page.locator('[data-base]').first().getAttribute('data-base');
  await page.locator('#app [data-part="example"] [data-action="try"]').click();
  await stands(page, 'try');
  assert.match(await page.title(), /^Try the questionnaire · Café on the corner/);
  await tryOnce(page, 'high');
  const survey = page.locator('esteem-survey');
  assert.equal(await survey.getAttribute('test'), 'true');
  assert.equal(await survey.getAttribute('lang'), 'en');
  assert.ok(await survey.getAttribute('data-acknowledged'), 'the page says that it has taken the response');
  await page.locator('[data-action="see"]').click();
  await base(page, 1);
  await page.locator('[data-part="try-outs"]').waitFor();
  // However few they are, there are figures, and the file says what was counted.
  assert.equal(await page.locator('[data-state]').count(), 0);
  assert.ok((await page.locator('.drawing > svg').count()) >= 2);
  assert.match(await page.locator('[data-notice="findings"]').textContent(), /try-out; here it is counted/);
  const before = await page.locator('.headline').innerText();
  await page.locator('[data-part="try-outs"] [data-action="again"]').click();
  await stands(page, 'try');
  await tryOnce(page, 'low');
  await page.locator('[data-action="see"]').click();
  await base(page, 2);
  assert.notEqual(await page.locator('.headline').innerText(), before, 'the report moves');
  await page.locator('[data-part="try-outs"] [data-action="return"]').click();
  await base(page, regulars);
  assert.equal(await page.evaluate(() => location.hash), '#/?where=guest%3Dregular');
  assert.equal(await page.locator('[data-part="try-outs"]').count(), 0);
});

browserTest('one after another can be tried on the spot, and the try-outs can be saved', { prepare: prepareFake, path: '/#/try' }, async ({ page }) => {
  await stands(page, 'try');
  await tryOnce(page, 'high');
  const first = await page.locator('esteem-survey').getAttribute('data-acknowledged');
  await finish(page, 'low');
  await page.locator('[data-part="tried"]').getByText('2 try-outs').waitFor();
  const second = await page.locator('esteem-survey').getAttribute('data-acknowledged');
  const saved = page.waitForEvent('download');
  await page.locator('[data-action="keep-try-outs"]').click();
  const download = await saved;
  assert.equal(download.suggestedFilename(), 'cafe.try-outs.jsonl');
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(lines.map(({ id, test }) => [id, test]), [[first, true], [second, true]]);
});

browserTest('the questionnaire itself is tried, and the report speaks of what was answered', { path: '/#/try', locale: 'zh-CN', width: 390, height: 844 }, async ({ page }) => {
  await press(page, 'begin');
  const isFinished = () => within(page, '[data-screen="finished"]').count();
  // More screens than any study that ships has.
  for (let screens = 0; screens < 60 && !(await isFinished()); screens += 1) await answerByKeyboard(page);
  await page.locator('[data-part="tried"]').waitFor();
  assert.deepEqual(await axe(page), []);
  await page.locator('[data-action="see"]').click();
  await base(page, 1);
  assert.ok((await page.locator('.drawing > svg').count()) >= 2);
});

browserTest('the reader’s own study is tried, and what is kept stays as it was', { prepare: prepareFake }, async ({ page }) => {
  await stands(page, '');
  const study = (await readFile(cafe('cafe.study.json'), 'utf8')).replace('Café on the corner · June 2026', 'Our own café');
  await choose(page, {
    study: { name: 'own.study.json', mimeType: 'application/json', buffer: Buffer.from(study) },
    responses: cafe('cafe.responses.csv'),
  });
  await page.locator('[data-action="show"]').click();
  await page.locator('#app .title', { hasText: 'Our own café' }).waitFor();
  await page.locator('#app [data-action="workspaces"]').click();
  await page.locator('#workspace-name').fill('Ours');
  await page.locator('dialog[open] [data-action="keep"]').click();
  await page.locator('dialog[open] [data-kept="kept"]').waitFor();
  await page.locator('dialog[open] [data-action="close"]').click();
  await page.locator('.foot [data-action="try"]').click();
  await page.locator('esteem-survey h2', { hasText: 'Our own café' }).waitFor();
  await tryOnce(page, 'low');
  await page.locator('[data-action="see"]').click();
  await base(page, 1);
  await page.waitForFunction(() => esteem.keeper.state().current?.phase === 'kept');
  await page.reload();
  await page.locator('#app .title', { hasText: 'Our own café' }).waitFor();
  await base(page, 412);
});

browserTest('a questionnaire that cannot be loaded says so and can be asked for again', {
  path: '/#/try',
  prepare: async (page) => {
    let tries = 0;
    await prepareFake(page);
    await page.route(/\/esteem-survey\.js(\?|$)/, (route) => (tries++ === 0 ? route.abort() : route.fallback()));
  },
}, async ({ page, faults }) => {
  const alert = page.locator('[data-trouble="failed"]');
  await alert.waitFor();
  assert.deepEqual(await axe(page), []);
  // The browser itself says that the script could not be had, and nothing else is amiss.
  assert.ok(faults.splice(0).every((fault) => /ERR_FAILED/.test(fault)));
  await page.locator('.questionnaire button').click();
  await page.locator('esteem-survey h2').waitFor();
});

for (const { name, options } of variants) {
  browserTest(`trying is whole and open to everybody: ${name}`, { ...options, prepare: prepareFake }, async ({ page }) => {
    await stands(page, '');
    await page.locator('#app [data-action="try"]').click();
    await page.locator('esteem-survey h2').waitFor();
    await tryOnce(page, 'high');
    for (const view of ['try', '']) {
      await page.evaluate((view) => (location.hash = `#/${view}`), view);
      await stands(page, view);
      await screenshot(page, `tried-${view || 'overview'}-${name}`);
      assert.deepEqual(await collisions(page), [], view);
      assert.deepEqual(await smallTargets(page), [], view);
      assert.deepEqual(await axe(page), [], view);
    }
  });
}
