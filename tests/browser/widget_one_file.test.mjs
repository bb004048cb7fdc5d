// The questionnaire in the page that is one file: opened from a disk, under the hashes of that page's policy, and without any request.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch, oneFilePath, patience_ms } from './harness.mjs';
import { begin, choose, isChosen, tinyStudy, until, watchHost } from './widget_harness.mjs';

test('in the page that is one file the questionnaire stands and takes answers', { timeout: 120_000 }, async () => {
  assert.ok(existsSync(oneFilePath), 'there is no esteem.html: run `cargo xtask build --release`');
  const browser = await launch();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(patience_ms);
    const faults = await watchHost(page, ['null', 'file://']);
    await page.goto(pathToFileURL(oneFilePath).href);
    await page.evaluate(async (study) => {
      await esteem.defineQuestionnaire();
      const host = document.createElement('esteem-survey');
      host.study = study;
      document.body.append(host);
    }, tinyStudy());
    await begin(page);
    await choose(page, 'wait', 2);
    await until(() => isChosen(page, 'wait', 2), 'the answer does not stand');
    assert.deepEqual(faults, []);
  } finally {
    await browser.close();
  }
});
