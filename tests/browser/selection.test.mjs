// Selecting and comparing: what is chosen is seen, counted, in the address, and can be taken back.

import assert from 'node:assert/strict';
import { axe, browserTest, screenshot } from './harness.mjs';
import { collisions, smallTargets, stands, variants } from './variants.mjs';

const base = (page, n) => page.locator(`[data-base="${n}"]`).first().waitFor();
const fragment = (page) => page.evaluate(() => location.hash);
const filter = (page, id) => page.locator(`[data-filter="${id}"]`);
const number = async (locator) => Number((await locator.innerText()).replaceAll(',', ''));

/** Opens a filter, ticks a value and answers with how many responses have it. */
async function tick(page, condition) {
  const [id] = condition.split('=');
  const menu = filter(page, id);
  if (!(await menu.evaluate((menu) => menu.open))) await menu.locator('summary').click();
  const choice = menu.locator('.choice', { has: page.locator(`[data-condition="${condition}"]`) });
  const n = await number(choice.locator('.choice-count'));
  await choice.locator('input').click();
  return n;
}

browserTest('a value is ticked, counted, shown as a chip and taken away again', {}, async ({ page }) => {
  await stands(page, '');
  const regular = await tick(page, 'guest=regular');
  await base(page, regular);
  assert.match(await page.locator('.base').innerText(), new RegExp(`^${regular} of 412 responses$`));
  assert.equal(await fragment(page), '#/?where=guest%3Dregular');
  // The other value as well: within a filter, one or the other is enough.
  const first = await tick(page, 'guest=first');
  await base(page, regular + first);
  await page.keyboard.press('Escape');
  assert.ok(await filter(page, 'guest').locator('summary').evaluate((summary) => summary === document.activeElement));
  const chip = page.locator('[data-chip="first"]');
  assert.match(await chip.getAttribute('aria-label'), /guest: first/);
  await chip.click();
  await base(page, regular);
  await page.locator('[data-action="clear"]').click();
  await base(page, 412);
  assert.equal(await page.locator('.chip').count(), 0);
});

browserTest('undo and the way back lead to what was chosen before', {}, async ({ page }) => {
  await stands(page, '');
  const regular = await tick(page, 'guest=regular');
  await base(page, regular);
  await page.keyboard.press('Escape');
  await page.locator('[data-action="undo"]').click();
  await base(page, 412);
  await tick(page, 'guest=regular');
  await base(page, regular);
  await page.keyboard.press('Control+z');
  await base(page, 412);
  assert.equal(await page.locator('[data-action="undo"]').count(), 0);
  await page.goBack();
  await base(page, regular);
  await page.goForward();
  await base(page, 412);
});

browserTest('a link says everything: view, selection and comparison', { path: '/#/needs?where=guest%3Dregular&by=time' }, async ({ page }) => {
  await stands(page, 'needs');
  await page.locator('[data-chip="regular"]').waitFor();
  const heads = await page.locator('[data-table="needs"] thead th').allInnerTexts();
  assert.equal(heads.length, 4, heads.join('; '));
  assert.equal(await page.locator('[data-action="compare"]').inputValue(), 'time');
  assert.equal(await page.locator('.columns.is-compared .column').count(), 3);
});

browserTest('what a link asks for in vain is left out and said', { path: '/#/?where=weather%3Dfine&where=guest%3Dregular' }, async ({ page }) => {
  const notice = page.locator('[data-notice="unknown"]');
  await notice.waitFor();
  assert.match(await notice.innerText(), /weather=fine/);
  assert.match(await page.locator('[role="status"]').innerText(), /weather=fine/);
  await page.locator('[data-chip="regular"]').waitFor();
  await notice.locator('[data-action="dismiss"]').click();
  await notice.waitFor({ state: 'detached' });
});

browserTest('a selection that nobody is in says so and offers everybody', {}, async ({ page }) => {
  await stands(page, '');
  const rare = await page.locator('.choice').evaluateAll((choices) => {
    const counted = choices.map((choice) => [Number(choice.querySelector('.choice-count').textContent), choice.querySelector('input').dataset.condition]);
    return counted.filter(([, condition]) => condition.startsWith('state=')).sort(([a], [b]) => a - b)[0][1];
  });
  await page.evaluate((rare) => (location.hash = `#/?where=${encodeURIComponent(rare)}&where=time%3Dmorning&where=guest%3Dfirst`), rare);
  const state = page.locator('[data-state="nobody"], [data-state="few-selected"]');
  await state.waitFor();
  assert.deepEqual(await axe(page), []);
  await state.locator('button').click();
  await base(page, 412);
});

for (const { name, options } of variants) {
  browserTest(`selecting and comparing are open to everybody: ${name}`, options, async ({ page }) => {
    await stands(page, '');
    await filter(page, 'state').locator('summary').click();
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(await smallTargets(page), []);
    await screenshot(page, `filter-${name}`, { fullPage: false });
    const [right, width] = await filter(page, 'state').locator('.items').evaluate((items) => [items.getBoundingClientRect().right, innerWidth]);
    assert.ok(right <= width, `the menu ends at ${right} in a window of ${width}`);
    await page.keyboard.press('Escape');
    for (const view of ['', 'gaps', 'states']) {
      await page.evaluate((view) => (location.hash = `#/${view}?where=guest%3Dregular&by=time`), view);
      await stands(page, view);
      await page.locator('[data-chip="regular"]').waitFor();
      await page.waitForFunction(() => document.querySelectorAll('table thead th').length > 3);
      await screenshot(page, `compared-${view || 'overview'}-${name}`);
      assert.deepEqual(await collisions(page), [], view);
      assert.deepEqual(await smallTargets(page), [], view);
      assert.deepEqual(await axe(page), [], view);
    }
  });
}
