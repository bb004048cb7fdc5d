// Walking through a questionnaire as people do: by keyboard alone, or page by page with a look at each.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './harness.mjs';
import { stands, within } from './widget_harness.mjs';

/** A study that ships, sending to `url` if one is given. */
export async function shipped(name, url, kind = 'receipt') {
  const folder = name === 'cafe' ? 'examples' : 'studies';
  const study = JSON.parse(await readFile(path.join(root, folder, `${name}.study.json`), 'utf8'));
  return url ? { ...study, collector: { kind, url } } : study;
}

/** What has the focus inside the element: which control it is, and whether an eye finds it. */
export const focused = (page) => page.locator('esteem-survey').first().evaluate((survey) => {
  const element = survey.shadowRoot.activeElement;
  if (!element) return undefined;
  const { name, type, value, dataset, localName } = element;
  // An input lies under its face, and the face shows the focus.
  const seen = element.nextElementSibling?.matches('.face') ? element.nextElementSibling : element;
  const { top, bottom, left, right } = seen.getBoundingClientRect();
  const { outlineStyle, outlineWidth } = getComputedStyle(seen);
  const hit = survey.shadowRoot.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return {
    localName,
    name,
    type,
    value,
    does: dataset.do,
    isChecked: element.checked,
    isInSight: bottom > 0 && top < innerHeight,
    isCovered: !(hit && (element.contains(hit) || seen.contains(hit) || hit.contains(seen))),
    outline_px: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth),
  };
});

/** Fails unless what has the focus can be seen, with a ring that is thick enough. */
export function assertSeen(focus) {
  assert.ok(focus, 'the focus is inside the questionnaire');
  const what = JSON.stringify(focus);
  assert.ok(focus.isInSight, `in sight: ${what}`);
  assert.ok(!focus.isCovered, `not covered: ${what}`);
  assert.ok(focus.outline_px >= 2, `with a ring: ${what}`);
}

/**
 * Answers the screen by keyboard alone, from its heading to its main button, which is pressed: ratings and choices by arrow keys,
 * the first two ticks by space, numbers and words by typing. Every stop of the focus has to be seen.
 */
export async function answerByKeyboard(page, words = '快一点') {
  const stops = [];
  let ticks = 0;
  for (let steps = 0; steps < 120; steps += 1) {
    await page.keyboard.press('Tab');
    const focus = await focused(page);
    assertSeen(focus);
    stops.push(focus);
    if (/^(next|finish|begin)$/.test(focus.does)) {
      await page.keyboard.press('Enter');
      return stops;
    }
    if (focus.type === 'radio' && !focus.isChecked) {
      // Which one an arrow leads to depends on how many there are; any answer will do.
      await page.keyboard.press('ArrowDown');
      assert.ok((await focused(page)).isChecked, 'an arrow key chooses');
    }
    if (focus.type === 'checkbox' && !focus.isChecked && ticks < 1 && focus.value) {
      ticks += 1;
      await page.keyboard.press('Space');
      assert.ok((await focused(page)).isChecked, 'space ticks');
    }
    if (focus.localName === 'textarea') await page.keyboard.type(words);
    else if (focus.type === 'text') await page.keyboard.type('3');
  }
  throw new Error(`no button to go on after ${JSON.stringify(stops.slice(-3))}`);
}

/** Goes through all screens; `look` is called on each before it is left, with its number. Leaves everything unanswered. */
export async function throughAll(page, look) {
  await stands(page);
  let number = 0;
  await look(number);
  await within(page, '[data-do="begin"]').click();
  for (number = 1; number < 80; number += 1) {
    await stands(page, 'questions');
    await look(number);
    const last = within(page, '[data-do="finish"]');
    if (await last.count()) {
      await last.click();
      await stands(page, 'finished');
      await look(number + 1);
      return number + 1;
    }
    await within(page, '[data-do="next"]').click();
  }
  throw new Error('the questionnaire has no end');
}
