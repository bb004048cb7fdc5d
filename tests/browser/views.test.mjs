// The views: each says its part of the report to everybody, whatever the window, the language and the colours, and with the keyboard alone.

import assert from 'node:assert/strict';
import { axe, browserTest, full, screenshot } from './harness.mjs';
import { collisions, smallTargets, stands, variants } from './variants.mjs';

const views = [
  ...['', 'gaps', 'needs', 'states', 'zones', 'overall', 'gap-diagnostics'],
  ...['importance', 'importance-map', 'penalty-reward', 'reliability', 'reliability-items'],
  ...['recommendation', 'loyalty', 'incidents', 'scenarios', 'quality', 'funnel', 'answers', 'method'],
];

async function go(page, view) {
  await page.evaluate((view) => (location.hash = `#/${view}`), view);
  await stands(page, view);
}

for (const { name, options } of variants) {
  browserTest(`every view is whole and open to everybody: ${name}`, options, async ({ page }) => {
    for (const view of views) {
      await go(page, view);
      await screenshot(page, `view-${view || 'overview'}-${name}`);
      assert.deepEqual(await collisions(page), [], view);
      assert.deepEqual(await smallTargets(page), [], view);
      assert.deepEqual(await axe(page), [], view);
      assert.equal(await page.locator('nav [aria-current="page"]').count(), 1);
    }
  });
}

browserTest('the links of the navigation lead to every view, and back goes back', {}, async ({ page }) => {
  await stands(page, '');
  const routes = await page.locator('nav [data-route]').evaluateAll((links) => links.map((link) => link.dataset.route));
  assert.deepEqual(routes, views);
  for (const route of routes.slice(1)) {
    await page.locator(`nav [data-route="${route}"]`).click();
    await stands(page, route);
    // The study and, before it, the view.
    assert.match(await page.title(), / · Café on the corner · June 2026 · Esteem$/);
  }
  for (const route of routes.slice(0, -1).reverse()) {
    await page.goBack();
    await stands(page, route);
  }
  assert.equal(await page.title(), 'Café on the corner · June 2026 · Esteem');
});

browserTest('a view that the report does not have says so', { path: '/#/weather' }, async ({ page }) => {
  const state = page.locator('[data-state="no-view"]');
  await state.waitFor();
  await state.locator('button').click();
  await stands(page, '');
});

browserTest('a number in the headline explains itself and leads to its section', {}, async ({ page }) => {
  await stands(page, '');
  const number = page.locator('.sentence button').first();
  await number.focus();
  assert.equal(await number.getAttribute('aria-expanded'), 'false');
  await page.keyboard.press('Enter');
  assert.equal(await number.getAttribute('aria-expanded'), 'true');
  const explanation = page.locator('.explanation');
  assert.match(await explanation.innerText(), /412|95/);
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press('Escape');
  await explanation.waitFor({ state: 'detached' });
  assert.ok(await number.evaluate((button) => button === document.activeElement));
  await page.keyboard.press('Enter');
  await explanation.locator('a').click();
  await stands(page, 'gaps');
});

browserTest('what to do first leads to the row with its evidence', {}, async ({ page }) => {
  await stands(page, '');
  const first = page.locator('.step').first();
  await first.waitFor();
  const href = await first.locator('a').getAttribute('href');
  await first.locator('a').click();
  const [, view, row] = href.match(/^#\/(\w+)\?row=(\d+)$/);
  await stands(page, view);
  await page.waitForFunction((id) => document.activeElement?.id === id, `row-${view}-${row}`);
});

browserTest('the marks of a figure are one stop for the Tab key, are spoken, and lead to their rows', {}, async ({ page }) => {
  await go(page, 'gaps');
  const marks = page.locator('[data-section="gaps"] .mark');
  const rows = await page.locator('[data-table="gaps"] tbody tr').count();
  assert.equal(await marks.count(), rows);
  assert.equal(await page.locator('[data-section="gaps"] .mark[tabindex="0"]').count(), 1);
  await marks.first().focus();
  const spoken = () => page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  const tip = page.locator('.tip');
  assert.match(await spoken(), /\d/);
  assert.equal(await tip.innerText(), await spoken());
  const before = await spoken();
  await page.keyboard.press('ArrowDown');
  assert.notEqual(await spoken(), before);
  await page.keyboard.press('End');
  assert.equal(await spoken(), await marks.last().getAttribute('aria-label'));
  await page.keyboard.press('Home');
  assert.equal(await spoken(), before);
  await page.keyboard.press('Escape');
  await tip.waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'row-gaps-1');
  // One stop: from the row in the table it is back to the mark that was left.
  await marks.nth(1).focus();
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => !document.activeElement.matches('.mark')));
});

browserTest('the words at a mark stay while the pointer goes to them', {}, async ({ page }) => {
  await go(page, 'states');
  const mark = page.locator('[data-section="states"] .mark').nth(2);
  await mark.hover();
  const tip = page.locator('.tip');
  await tip.waitFor();
  const text = await tip.innerText();
  await tip.hover();
  assert.equal(await tip.innerText(), text);
  await page.mouse.move(0, 0);
  await tip.waitFor({ state: 'detached' });
});

browserTest('a mark on the overview leads to its row in the view of its section', {}, async ({ page }) => {
  await stands(page, '');
  await page.locator('[data-section="needs"] .mark').nth(1).click();
  await stands(page, 'needs');
  // The overview shows the needs alone; in the table their facets stand between them.
  await page.waitForFunction(() => document.activeElement?.id === 'row-needs-4');
});

for (const [name, options] of [
  ['320 pixels', { width: 320, height: 640 }],
  // What is left of 1280 × 1024 at 400 %.
  ['400 %', { width: 320, height: 256 }],
  ['320 pixels in Chinese', { width: 320, height: 640, locale: 'zh-CN' }],
]) {
  browserTest(`no view scrolls sideways: ${name}`, options, async ({ page }) => {
    for (const view of views) {
      await go(page, view);
      assert.deepEqual(await collisions(page), [], view);
    }
    if (full) await screenshot(page, `narrow-${name}`);
  });
}

browserTest('text may be spaced as WCAG 1.4.12 asks', { width: 390 }, async ({ page }) => {
  await stands(page, '');
  const sheet = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }';
  const debug = await page.context().newCDPSession(page);
  await debug.send('DOM.enable');
  await debug.send('CSS.enable');
  const { frameTree } = await debug.send('Page.getFrameTree');
  const { styleSheetId } = await debug.send('CSS.createStyleSheet', { frameId: frameTree.frame.id });
  await debug.send('CSS.setStyleSheetText', { styleSheetId, text: sheet });
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
  assert.ok(!(scrollWidth > clientWidth));
});

browserTest('in the reader’s own colours everything is still seen', {}, async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  for (const view of ['', 'gaps', 'states']) {
    await go(page, view);
    await screenshot(page, `forced-${view || 'overview'}`);
    assert.deepEqual(await axe(page), [], view);
  }
  const mark = page.locator('.mark').first();
  await mark.focus();
  await page.keyboard.press('ArrowDown');
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(outline, 'solid');
});

browserTest('without a wish for motion nothing moves', {}, async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await stands(page, '');
  await page.locator('summary').first().click();
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
});
