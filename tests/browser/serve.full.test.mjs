// `cargo xtask serve` as a newcomer runs it: it ends with an address, and the page there says what the command says.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { commandPath, launch, root } from './harness.mjs';

/** Building the page for the first time takes minutes. */
const patience = 15 * 60_000;

/** Starts the server and answers with its address and what stops it. */
function serve() {
  const child = spawn('cargo', ['xtask', 'serve'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const stop = () => process.kill(-child.pid);
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => (stop(), reject(new Error(`no address within ${patience} ms: ${said}`))), patience);
    child.stdout.on('data', (bytes) => {
      said += bytes;
      const address = said.match(/http:\/\/127\.0\.0\.1:\d+\//)?.[0];
      if (address) (clearTimeout(timer), resolve({ address, stop }));
    });
    child.on('exit', (code) => (clearTimeout(timer), reject(new Error(`ended with ${code}: ${said}`))));
  });
}

test('the address that `cargo xtask serve` prints shows the café with the figures of the command', { timeout: 2 * patience }, async () => {
  const { address, stop } = await serve();
  const browser = await launch();
  try {
    const page = await browser.newPage({ locale: 'en' });
    await page.goto(address);
    await page.locator('#app [data-base="412"]').waitFor({ timeout: 60_000 });
    const downloading = page.waitForEvent('download');
    await page.locator('[data-action="save"]').click();
    const saved = await readFile(await (await downloading).path());
    const examples = ['cafe.study.json', 'cafe.responses.csv'].map((name) => path.join(root, 'examples', name));
    const written = execFileSync(commandPath, ['report', ...examples, '--json'], { stdio: ['ignore', 'pipe', 'ignore'] });
    assert.ok(saved.equals(written), 'the bytes differ');
    const report = JSON.parse(written);
    await page.locator('#app [data-route="gaps"]').click();
    await page.locator('[data-table="gaps"]').waitFor();
    const cells = await page.locator('[data-table="gaps"] tbody tr').evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.dataset.value))),
    );
    const last = cells.at(-1);
    assert.deepEqual(last.slice(0, 3), ['expected', 'perceived', 'gap'].map((field) => report.overall_gap[field].value));
  } finally {
    await browser.close();
    stop();
  }
});
