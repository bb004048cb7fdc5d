// How the page looks and is reached, on a desk and on a phone, in both languages, light and dark, and on paper.

import assert from 'node:assert/strict';
import { axe, browserTest, screenshot } from './harness.mjs';
import { file } from './answers.mjs';

const variants = [1280, 390].flatMap((width) =>
  ['en', 'zh-CN'].flatMap((locale) =>
    [false, true].map((dark) => ({
      name: `${width}-${locale.slice(0, 2)}-${dark ? 'dark' : 'light'}`,
      options: { width, height: width > 600 ? 800 : 844, locale, dark },
    })),
  ),
);

const figures = ['gaps', 'needs', 'states'];

async function ready(page) {
  for (const figure of figures) await page.locator(`[data-section="${figure}"] .drawing > svg`).waitFor();
}

const unfold = (page) => page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)));

/** Labels of drawings that overlap one another or stick out of their drawing, and text that its box cuts off. */
const collisions = (page) =>
  page.evaluate(() => {
    const slack_px = 1;
    const found = [];
    for (const svg of document.querySelectorAll('.drawing > svg')) {
      const frame = svg.getBoundingClientRect();
      const labels = [...svg.querySelectorAll('text')].map((text) => [text.textContent.trim(), text.getBoundingClientRect()]);
      if (labels.length < 3) found.push('a drawing without labels');
      for (const [i, [text, box]] of labels.entries()) {
        const out = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom);
        if (out > slack_px) found.push(`“${text}” sticks out by ${out} px`);
        for (const [other, otherBox] of labels.slice(i + 1)) {
          const across = Math.min(box.right, otherBox.right) - Math.max(box.left, otherBox.left);
          const down = Math.min(box.bottom, otherBox.bottom) - Math.max(box.top, otherBox.top);
          if (across > slack_px && down > slack_px) found.push(`“${text}” and “${other}” overlap`);
        }
      }
    }
    for (const element of document.querySelectorAll('#app *')) {
      const style = getComputedStyle(element);
      const isCut = element.scrollWidth > element.clientWidth + slack_px && style.overflowX !== 'visible';
      if (isCut && !element.matches('.table-frame, .heard, .status, .file-input')) found.push(`${element.outerHTML.slice(0, 60)} is cut`);
    }
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} wide in ${clientWidth}`);
    return found;
  });

/** What can be pressed and is smaller than a thumb. */
const smallTargets = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, summary, label.button')]
      .map((target) => [target.innerText, target.getBoundingClientRect()])
      .filter(([, box]) => box.width > 0 && (box.width < 44 || box.height < 44))
      .map(([text, box]) => `${text}: ${box.width} × ${box.height}`),
  );

for (const { name, options } of variants) {
  browserTest(`the overview is whole and open to everybody: ${name}`, options, async ({ page }) => {
    await ready(page);
    await screenshot(page, `overview-${name}`);
    assert.deepEqual(await collisions(page), []);
    assert.deepEqual(await smallTargets(page), []);
    assert.deepEqual(await axe(page), []);
    await unfold(page);
    await screenshot(page, `overview-${name}-unfolded`);
    assert.deepEqual(await collisions(page), []);
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

browserTest('the whole page is reached with the keyboard, and the focus is always seen', {}, async ({ page }) => {
  await ready(page);
  const focus = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const isSeen = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && box.bottom > 0 && box.top < innerHeight;
      return { tag: element.localName, text: element.innerText?.trim() ?? '', isSeen };
    });
  const seen = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const now = await focus();
    if (now.tag === 'body') break;
    assert.ok(now.isSeen, `the focus is not seen on ${now.tag} “${now.text}”`);
    seen.push(now.text);
    assert.ok(seen.length < 100, 'the focus goes round in circles');
  }
  assert.deepEqual(seen.slice(0, 7), [
    'Skip to the report', '中文', 'English', 'Open…', 'Print', 'Open your own responses…', 'How sure is this?',
  ]);
  assert.equal(seen.filter((text) => text === 'Show as table').length, figures.length + 1);
  assert.equal(seen.at(-1), 'Save report (JSON)');

  const summary = page.locator('[data-section="gaps"] summary');
  await summary.focus();
  await page.keyboard.press('Enter');
  assert.ok(await page.locator('[data-table="gaps"]').isVisible());

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
  assert.equal((await focus()).text, 'Open…');
});

browserTest('on paper there are the words and the drawings, and nothing to press', { dark: true }, async ({ page }) => {
  await ready(page);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), 'rgb(255, 255, 255)');
  assert.equal(await page.locator('button:visible, summary:visible').count(), 0);
  // As wide as A4 between its margins.
  await page.setViewportSize({ width: 673, height: 1000 });
  assert.deepEqual(await collisions(page), []);
  assert.equal(await page.locator('.drawing > svg:visible').count(), figures.length);
});
