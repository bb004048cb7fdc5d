// The page as one file: opened from a disk without any network, it does what the page on a host does.

import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { choose, launch, oneFilePath, patience_ms, realData, root, watch } from './harness.mjs';

const fixture = (name) => path.join(root, 'crates/analysis/tests/reference', name);

async function withPage(body) {
  const browser = await launch();
  try {
    const context = await browser.newContext({ offline: true, locale: 'en' });
    context.setDefaultTimeout(patience_ms);
    const page = await context.newPage();
    // Files have no origin but this.
    const faults = await watch(page, 'null');
    await page.goto(pathToFileURL(oneFilePath).href);
    await page.locator('#app [data-base="412"]').waitFor();
    await body(page);
    assert.deepEqual(faults, []);
  } finally {
    await browser.close();
  }
}

test('the page in one file shows the café', async (t) => {
  await withPage(async (page) => {
    await page.locator('#app .drawing svg').first().waitFor();
    // The page shows the example at once, and the engine in the same file is there for the first question.
    await page.locator('#app [data-language="zh"]').click();
    await page.locator('#app .sentence').filter({ hasText: '客人' }).first().waitFor();
    assert.equal(page.workers().length, 1);
  });
  const { size } = await stat(oneFilePath);
  t.diagnostic(`esteem.html: ${size} bytes`);
  assert.ok(size < 1.5 * 2 ** 20, `esteem.html has ${size} bytes`);
});

test('the page in one file opens real answers and prints them', async (t) => {
  const responses = realData(t, 'kiosk_servqual_kano_ipa.csv');
  if (!responses) return;
  await withPage(async (page) => {
    const files = { study: fixture('kiosk.study.json'), responses, mapping: fixture('kiosk.mapping.json') };
    await choose(page, files);
    await page.locator('dialog[open] [data-action="show"]').click();
    await page.locator('#app [data-base="211"]').waitFor();
    const paper = await page.pdf({ format: 'A4' });
    assert.equal(paper.subarray(0, 5).toString(), '%PDF-');
    assert.ok(paper.length > 20_000, `${paper.length} bytes on paper`);
  });
});
