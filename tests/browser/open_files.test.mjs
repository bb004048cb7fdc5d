// Opening files: whatever people bring, the page says in words what it made of it, and never loses what it had.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { browserTest, open, root } from './harness.mjs';
import * as answers from './answers.mjs';
import { file } from './answers.mjs';

const panel = (page) => page.locator('dialog[open]');
const speak = (page, language) => page.locator(`[data-language="${language}"]`).click();
const study = () => readFile(path.join(root, 'examples/cafe.study.json'));

/** Chooses files, each for its place in the panel, and asks for the report. */
async function show(page, files) {
  await page.locator('#app .sentence').first().waitFor();
  await page.locator('[data-action="open"]').click();
  for (const [place, content] of Object.entries(files)) {
    await panel(page).locator(`#file-${place}`).setInputFiles(content);
    await panel(page).locator(`[data-chosen="${place}"]`).waitFor();
  }
  await panel(page).locator('[data-action="show"]').click();
}

/** Opens responses with the café's study and answers with what the page says about the file. */
async function findings(page, buffer, base = '12') {
  await show(page, { responses: file('answers.csv', buffer) });
  await page.locator(`[data-base="${base}"]`).waitFor();
  assert.equal(await panel(page).count(), 0);
  return page.locator('[data-notice="findings"]').textContent();
}

/** The row of the touchpoint that disappoints most, in the view of the gaps. */
async function worst(page) {
  await page.evaluate(() => (location.hash = '#/gaps'));
  const row = page.locator('[data-table="gaps"] tbody tr').first();
  await row.waitFor();
  return row;
}

/** Opens files that make no report and answers with the trouble; the café stays. */
async function trouble(page, files) {
  await show(page, files);
  const text = await panel(page).locator('[role="alert"]').innerText();
  assert.equal(await page.locator('[data-base]').getAttribute('data-base'), '412');
  return text;
}

for (const { locale, of } of [
  { locale: 'en', of: (english) => english },
  { locale: 'zh-CN', of: (_, chinese) => chinese },
]) {
  const name = (text) => `${text} (${locale.slice(0, 2)})`;

  browserTest(name('a spreadsheet with byte order mark, semicolons and CRLF is read'), { locale }, async ({ page }) => {
    const text = await findings(page, answers.spreadsheet);
    assert.match(text, of(/separated by semicolons: 12 rows, 12 responses/, /以分号分隔读入：12 行，计入 12 份/));
    assert.equal(await page.locator('[data-part="example"]').count(), 0);
    const gap = (await worst(page)).locator('[data-value]');
    assert.equal(await gap.first().getAttribute('data-value'), '6.5');
  });

  browserTest(name('a file in GBK is read'), { locale }, async ({ page }) => {
    assert.match(await findings(page, answers.chinese), /GB18030/);
    const values = (await worst(page)).locator('[data-value]');
    assert.deepEqual(await values.evaluateAll((cells) => cells.slice(0, 2).map((cell) => cell.dataset.value)), ['7', '4']);
  });

  browserTest(name('ragged rows are read as far as they go'), { locale }, async ({ page }) => {
    const text = await findings(page, answers.ragged, '14');
    assert.match(text, of(/Line 14: 2 cells instead of 3/, /第 14 行：只有 2 格，应有 3 格/));
    assert.match(text, of(/Line 15: 4 cells instead of 3/, /第 15 行：有 4 格，应有 3 格/));
  });

  browserTest(name('an unknown column is named'), { locale }, async ({ page }) => {
    assert.match(await findings(page, answers.unknownColumn), of(/Column ‘weather’ is unknown/i, /“weather”一列不认识/));
  });

  browserTest(name('a value outside the scale is named with its line and not counted'), { locale }, async ({ page }) => {
    const text = await findings(page, answers.outside, '13');
    assert.match(text, of(/Line 14: ‘9’ in column ‘wait.expected’ is no answer/, /第 14 行：“wait.expected”一列的“9”不在选项或范围里/));
    const base = (await worst(page)).locator('td').last();
    assert.equal(await base.getAttribute('data-value'), '12');
  });

  browserTest(name('of two records with the same id one is counted'), { locale }, async ({ page }) => {
    assert.match(await findings(page, answers.twice), of(/different records with the id ‘r1’/, /编号“r1”有内容不同的几份/));
  });

  browserTest(name('too few answers are said to be too few'), { locale }, async ({ page }) => {
    await findings(page, answers.few, '7');
    const state = page.locator('[data-state="too-few"]');
    assert.match(await state.innerText(), of(/Too few answers to tell[^]*7 so far; figures are shown from 10/, /回答太少[^]*现在有7份回答，满10份/));
  });

  browserTest(name('a broken study is refused with the place of the mistake'), { locale }, async ({ page }) => {
    const text = (await study()).toString();
    const cut = await trouble(page, { study: file('a.study.json', text.slice(0, 400), 'application/json') });
    assert.match(cut, of(/The study cannot be used\s+line \d+, column \d+/i, /这份问卷用不了\s+第 \d+ 行第 \d+ 列/));
    assert.match(cut, of(/The report that was there stays/, /原来的报告没有动/));
  });

  browserTest(name('a study that contradicts itself is refused with every contradiction'), { locale }, async ({ page }) => {
    const text = (await study()).toString().replace('"scale": "overall5"', '"scale": "nowhere"');
    const said = await trouble(page, { study: file('a.study.json', text, 'application/json') });
    assert.match(said, /items\[\d+\]\.answer\.scale/);
    assert.match(said, /nowhere/);
  });

  browserTest(name('an empty file is refused'), { locale }, async ({ page }) => {
    const said = await trouble(page, { responses: file('answers.csv', '') });
    assert.match(said, of(/The responses cannot be read\s+The file is empty/, /这些回答读不了\s+文件是空的/));
  });

  browserTest(name('a spreadsheet file is refused with what to do'), { locale }, async ({ page }) => {
    const said = await trouble(page, { responses: file('answers.xlsx', answers.binary) });
    assert.match(said, of(/Save it as CSV/, /另存为 CSV/));
  });

  browserTest(name('a broken mapping is refused'), { locale }, async ({ page }) => {
    const files = { responses: file('answers.csv', answers.spreadsheet), mapping: file('map.json', '{"format": "esteem-mapping/1",') };
    assert.match(await trouble(page, files), of(/The mapping cannot be used/, /这份映射文件用不了/));
  });

  browserTest(name('a study alone waits for its responses'), { locale }, async ({ page }) => {
    await show(page, { study: file('cafe.study.json', await study(), 'application/json') });
    const state = page.locator('[data-state="no-responses"]');
    assert.match(await state.innerText(), of(/No responses yet/, /还没有回答/));
  });
}

browserTest('what was said about a file is said again in the other language', {}, async ({ page }) => {
  assert.match(await findings(page, answers.outside, '13'), /is no answer of this item/);
  await speak(page, 'zh');
  await page.locator('[data-notice="findings"]', { hasText: '不在选项或范围里' }).waitFor();
});

browserTest('after trouble another file can be chosen, and the report changes', {}, async ({ page }) => {
  await trouble(page, { responses: file('answers.csv', '') });
  await panel(page).locator('#file-responses').setInputFiles(file('answers.csv', answers.spreadsheet));
  await panel(page).locator('[role="alert"]').waitFor({ state: 'detached' });
  await panel(page).locator('[data-action="show"]').click();
  await page.locator('[data-base="12"]').waitFor();
});

browserTest('several files at once find their places by what they hold', {}, async ({ page }) => {
  await page.locator('#app .sentence').first().waitFor();
  const mapping = JSON.stringify({ format: 'esteem-mapping/1', columns: { hoped: 'wait.expected', got: 'wait.perceived' } });
  const text = answers.delimited([['id', 'hoped', 'got'], ...answers.rows]);
  const contents = [
    ['one', mapping],
    ['two', text],
    ['three', (await study()).toString().replace('"id": "cafe"', '"id": "bistro"')],
  ];
  const files = await page.evaluateHandle((contents) => {
    const data = new DataTransfer();
    for (const [name, text] of contents) data.items.add(new File([text], name));
    return data;
  }, contents);
  await page.dispatchEvent('main', 'drop', { dataTransfer: files });
  for (const [place, name] of [['mapping', 'one'], ['responses', 'two'], ['study', 'three']]) {
    assert.match(await panel(page).locator(`[data-chosen="${place}"]`).innerText(), new RegExp(`^${name} `));
  }
  await panel(page).locator('[data-action="show"]').click();
  await page.locator('[data-base="12"]').waitFor();
});

browserTest('the panel forgets the files when it is closed', {}, async ({ page }) => {
  await page.locator('#app .sentence').first().waitFor();
  await page.locator('[data-action="open"]').click();
  await panel(page).locator('#file-responses').setInputFiles(file('answers.csv', answers.few));
  await panel(page).locator('[data-chosen="responses"]').waitFor();
  await page.keyboard.press('Escape');
  await panel(page).waitFor({ state: 'detached' });
  await page.locator('[data-action="open"]').click();
  assert.equal(await panel(page).locator('[data-chosen]').count(), 0);
  assert.ok(await panel(page).locator('[data-action="show"]').isDisabled());
});

test('an engine that cannot be loaded is said, and asked for again', async () => {
  const { page, close } = await open();
  try {
    await page.route('**/worker.js*', (route) => route.abort());
    const text = await trouble(page, { responses: file('answers.csv', answers.spreadsheet) });
    assert.match(text, /could not be started/);
    await page.unroute('**/worker.js*');
    await panel(page).locator('[data-action="show"]').click();
    await page.locator('[data-base="12"]').waitFor();
  } finally {
    await close();
  }
});
