// How the page looks and is reached: folded out, with its panel open, in a window that changes, by keyboard, and on paper.

import assert from 'node:assert/strict';
import { axe, browserTest, screenshot } from './harness.mjs';
import { file } from './answers.mjs';
import { collisions, smallTargets, stands, variants } from './variants.mjs';

const figures = ['gaps', 'needs', 'states'];

async function ready(page) {
  await stands(page, '');
  for (const figure of figures) await page.locator(`[data-section="${figure}"] .drawing > svg`).waitFor();
}

for (const { name, options } of variants) {
  browserTest(`what is folded away is whole and open to everybody: ${name}`, options, async ({ page }) => {
    await ready(page);
    await page.locator('.how-sure summary').click();
    for (const number of await page.locator('.sentence button').all()) {
      await number.click();
      assert.deepEqual(await collisions(page), []);
    }
    await screenshot(page, `overview-${name}-unfolded`);
    assert.deepEqual(await axe(page), []);
  });

  browserTest(`the panel and what it says of trouble are open to everybody: ${name}`, options, async ({ page }) => {
    await ready(page);
    await page.locator('[data-action="open"]').click();
    assert.deepEqual(await axe(page), []);
    await page.locator('#file-responses').setInputFiles(file('a file with quite a long name, as people have them.csv', ''));
    await page.locator('[data-chosen]').waitFor();
    await page.locator('[data-action="show"]').click();
    await page.locator('dialog [role="alert"]').waitFor();
    await screenshot(page, `panel-${name}`, { fullPage: false });
    assert.deepEqual(await smallTargets(page), []);
    assert.deepEqual(await collisions(page), []);
    assert.deepEqual(await axe(page), []);
  });
}

browserTest('the drawings follow the window and the colours', {}, async ({ page }) => {
  await ready(page);
  const widths = () =>
    page.evaluate(() => [...document.querySelectorAll('.drawing')].map((place) => [place.clientWidth, Number(place.firstElementChild.getAttribute('width'))]));
  for (const width of [1280, 700, 390, 1000]) {
    await page.setViewportSize({ width, height: 800 });
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.drawing')].every((place) => place.clientWidth === Number(place.firstElementChild.getAttribute('width'))),
    );
    assert.equal((await widths()).length, figures.length);
    assert.deepEqual(await collisions(page), []);
  }
  const ground = () => page.locator('.drawing rect').first().getAttribute('fill');
  const light = await ground();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForFunction((light) => document.querySelector('.drawing rect').getAttribute('fill') !== light, light);
  // Paper is white, whatever the screen is.
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  await page.waitForFunction((light) => document.querySelector('.drawing rect').getAttribute('fill') === light, light);
});

/** Where the focus is, and whether it is seen. */
const focus = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const isSeen = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && box.bottom > 0 && box.top < innerHeight;
    return { tag: element.localName, text: (element.innerText || element.getAttribute('aria-label') || '').trim(), isSeen };
  });

for (const view of ['', 'gaps']) {
  browserTest(`the whole page is reached with the keyboard, and the focus is always seen: ${view || 'overview'}`, { path: `/#/${view}` }, async ({ page }) => {
    await stands(page, view);
    const marks = await page.locator('.mark').count();
    await page.evaluate(() => document.activeElement.blur());
    const seen = [];
    for (;;) {
      await page.keyboard.press('Tab');
      const now = await focus(page);
      if (now.tag === 'body') break;
      assert.ok(now.isSeen, `the focus is not seen on ${now.tag} “${now.text}”`);
      seen.push(now.text);
      assert.ok(seen.length < 120, 'the focus goes round in circles');
    }
    assert.deepEqual(seen.slice(0, 4), ['Skip to the report', '中文', 'English', 'Open…']);
    assert.ok(marks > 10 && seen.length < 60, `${seen.length} stops for a page with ${marks} marks`);
  });
}

browserTest('the focus stays in the open panel and goes back to what opened it', {}, async ({ page }) => {
  await ready(page);
  await page.locator('[data-action="open"]').focus();
  await page.keyboard.press('Enter');
  await page.locator('dialog[open]').waitFor();
  for (let i = 0; i < 12; i += 1) {
    await page.keyboard.press('Tab');
    const isWithin = await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest('dialog') !== null);
    assert.ok(isWithin, 'the focus leaves the open panel');
  }
  await page.keyboard.press('Escape');
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
  assert.equal((await focus(page)).text, 'Open…');
});

browserTest('on paper there are the words, the drawings and the tables of every view, and nothing to press', { dark: true }, async ({ page }) => {
  await ready(page);
  const views = await page.locator('nav [data-route]').count();
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.locator('[data-table="answers"]').waitFor();
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), 'rgb(255, 255, 255)');
  assert.equal(await page.locator('button:visible:not(.number-button), summary:visible, a:visible').count(), 0);
  assert.ok((await page.locator('table:visible').count()) >= views - 2);
  // As wide as A4 between its margins.
  await page.setViewportSize({ width: 673, height: 1000 });
  await page.waitForTimeout(300);
  assert.deepEqual(await collisions(page), []);
  await screenshot(page, 'paper');
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  await page.locator('[data-table="answers"]').waitFor({ state: 'detached' });
});

browserTest('the page is printed as a document of A4 pages', {}, async ({ page }) => {
  await ready(page);
  const pdf = await page.pdf({ format: 'A4' });
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
  assert.ok(pages >= 4 && pages <= 22, `${pages} pages`);
});
