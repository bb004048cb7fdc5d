// The page's report of real and of many answers, byte for byte the command's: wasm counts and computes as the machine does.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { browserTest, choose, commandPath, realData, root } from './harness.mjs';

const fixture = (name) => path.join(root, 'crates/analysis/tests/reference', name);
const esteem = (...words) => execFileSync(commandPath, words, { maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] });

/** Opens files by their places in the panel and answers with the bytes of the saved report. */
async function savedReport(page, files, base) {
  await page.locator('#app .sentence').first().waitFor();
  await choose(page, files);
  await page.locator('dialog[open] [data-action="show"]').click();
  await page.locator(`[data-base="${base}"]`).waitFor({ timeout: 120_000 });
  const downloading = page.waitForEvent('download');
  await page.locator('[data-action="save"]').click();
  return readFile(await (await downloading).path());
}

/** The number in a row and column of a table, in full precision. */
const number = async (page, table, row, column) => {
  const cell = page.locator(`[data-table="${table}"] tbody tr`).filter({ has: page.locator(`th:text-is("${row}")`) });
  return Number(await cell.locator('td').nth(column).getAttribute('data-value'));
};

browserTest('real users of kiosks: the page says what the command says', {}, async ({ page, t }) => {
  const responses = realData(t, 'kiosk_servqual_kano_ipa.csv');
  if (!responses) return;
  const [study, mapping] = [fixture('kiosk.study.json'), fixture('kiosk.mapping.json')];
  const saved = await savedReport(page, { study, responses, mapping }, '211');
  assert.ok(saved.equals(esteem('report', study, responses, '--map', mapping, '--json')), 'the bytes differ');

  await page.locator('#app [data-route="gaps"]').click();
  await page.locator('[data-table="gaps"]').waitFor();
  const reference = JSON.parse(await readFile(realData(t, 'kiosk_servqual_kano_ipa.reference.json'), 'utf8')).all_rows;
  const close = (ours, theirs, what) => assert.ok(Math.abs(ours - theirs) <= 1e-9 * Math.abs(theirs), `${what}: ${ours}`);
  close(await number(page, 'gaps', 'all together', 2), reference.overall_gap.mean_gap, 'gap');
  close(await number(page, 'gaps', 'all together', 6), reference.overall_gap.ratio_of_means, 'ratio of means');
  for (const [dimension, { mean_gap: gap }] of Object.entries(reference.dimension_gap)) {
    close(await number(page, 'gaps', dimension, 2), gap, dimension);
  }
  const whole = page.locator('[data-table="gaps"] tbody tr').last().locator('.range');
  const shown = await whole.allTextContents();
  assert.ok(shown.includes('−1.22 to −0.99'), `the interval of the gap is not among ${shown.join('; ')}`);
  assert.ok(shown.includes('0.797 to 0.834'), `the interval of the ratio is not among ${shown.join('; ')}`);
});

browserTest('a hundred thousand guests: the page says what the command says', {}, async ({ page }) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'esteem-'));
  const responses = path.join(folder, 'guests.csv');
  await writeFile(responses, esteem('demo', '--responses', '100000', '--seed', '7'));
  const study = path.join(root, 'examples/cafe.study.json');
  const saved = await savedReport(page, { study, responses }, '100000');
  assert.ok(saved.equals(esteem('report', study, responses, '--json')), 'the bytes differ');
});
