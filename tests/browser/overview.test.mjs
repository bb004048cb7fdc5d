// The overview: the café at once, in both languages, and as a file.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { browserTest, commandPath, open, root } from './harness.mjs';

/** What the app itself says at the top; the first paint says it in both languages. */
async function sentences(page) {
  await page.locator('#app .sentence').first().waitFor();
  return page.locator('#app .sentence').allTextContents();
}


/** Every piece of text that the page shows or says, apart from keys of items, which are the same in all languages. */
const texts = (page) =>
  page.evaluate(() => {
    const found = [];
    const walker = document.createTreeWalker(document.querySelector('#app'), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(node.textContent.trim());
    for (const element of document.querySelectorAll('#app [aria-label]')) found.push(element.getAttribute('aria-label'));
    const keys = new Set([...document.querySelectorAll('[data-table="answers"] td:nth-child(2)')].map((cell) => cell.textContent));
    return found.filter((text) => text && !keys.has(text));
  });

const chinese = /\p{Script=Han}/u;
// Names that Chinese readers know as they are.
const names = /Esteem|English|JSON Lines|JSON|CSV|TSV|\.study\.json|Parasuraman|Zeithaml|Berry|Fieller|Schuirmann|Kettinger|Lee|Schneider|Bowen|Surachartkumtonkun|Kotler|Wilson|Newcombe/g;

browserTest('the café stands at once and is marked as an example', {}, async ({ page }) => {
  assert.match((await sentences(page))[0], /^Guests expected \d\.\d and met \d\.\d of 7\.$/);
  assert.match(await page.locator('[data-part="example"]').innerText(), /This is an example: a café with made-up guests/);
  assert.equal(await page.locator('[data-base]').getAttribute('data-base'), '412');
  for (const section of ['gaps', 'needs', 'states']) {
    const figure = page.locator(`[data-section="${section}"] .drawing > svg[role="img"]`);
    await figure.waitFor();
    assert.ok((await figure.getAttribute('aria-label')).length > 10);
    assert.ok((await page.locator(`[data-section="${section}"] .mark`).count()) >= 3);
  }
  assert.equal(await page.title(), 'Café on the corner · June 2026 · Esteem');
});

browserTest('the language changes every word and says so to the browser', {}, async ({ page }) => {
  const language = () => page.locator('html').getAttribute('lang');
  await page.locator('[data-section="states"] .drawing > svg[aria-label]').waitFor();
  assert.equal(await language(), 'en');
  const english = await texts(page);
  assert.deepEqual(english.filter((text) => chinese.test(text)), ['中文']);

  await page.locator('[data-language="zh"]').click();
  await page.locator('.drawing > svg[aria-label*="期望"]').waitFor();
  assert.equal(await language(), 'zh');
  assert.match(await page.title(), /^街角咖啡馆/);
  const latin = (await texts(page)).filter((text) => /\p{Script=Latin}{2,}/u.test(text.replaceAll(names, '')));
  assert.deepEqual(latin, []);
  assert.equal(await page.locator('[data-language="zh"]').getAttribute('aria-pressed'), 'true');

  await page.locator('[data-language="en"]').click();
  await page.locator('.drawing > svg[aria-label*="expected"]').waitFor();
  assert.deepEqual(await texts(page), english);
});

browserTest('the browser decides the first language', { locale: 'zh-TW' }, async ({ page }) => {
  assert.match((await sentences(page))[0], /^客人事先期望/);
});

browserTest('a table says the same as its figure, in full precision', { path: '/#/gaps' }, async ({ page }) => {
  const section = page.locator('[data-section="gaps"]');
  const cells = section.locator('[data-table="gaps"] tbody tr').first().locator('td');
  await cells.first().waitFor();
  const values = await cells.evaluateAll((cells) => cells.map((cell) => cell.dataset.value).filter(Boolean).map(Number));
  const [expected, met, gap] = values;
  assert.ok(Math.abs(met - expected - gap) < 1e-9, `${met} − ${expected} is not ${gap}`);
  assert.match(await cells.nth(2).innerText(), /^−\d\.\d\d\n−\d\.\d\d to −\d\.\d\d$/);
});

browserTest('the saved report is the one that the command writes, byte for byte', {}, async ({ page }) => {
  await page.locator('#app .sentence').first().waitFor();
  const downloading = page.waitForEvent('download');
  await page.locator('[data-action="save"]').click();
  const download = await downloading;
  assert.equal(download.suggestedFilename(), 'cafe.report.json');
  const saved = await readFile(await download.path());
  const examples = ['cafe.study.json', 'cafe.responses.csv'].map((name) => path.join(root, 'examples', name));
  const written = execFileSync(commandPath, ['report', ...examples, '--json']);
  assert.ok(saved.equals(written), 'the bytes differ');
});

test('without the example the page still offers to open files', async () => {
  const { page, close } = await open();
  try {
    await page.route('**/cafe.*', (route) => route.abort());
    await page.reload();
    const state = page.locator('[data-state="no-example"]');
    assert.match(await state.innerText(), /The example could not be loaded/);
    await state.locator('button').click();
    assert.ok(await page.locator('[data-part="open-panel"]').evaluate((dialog) => dialog.open));
  } finally {
    await close();
  }
});
