// A large file is read, kept and counted by several workers: the report is the command's, byte for byte, whatever their number; one
// that breaks down costs time and nothing else.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, open as openFile, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { choose, commandPath, full, open, root } from './harness.mjs';

const rows = full ? 1_000_000 : 50_000;
const patience = { timeout: full ? 240_000 : 60_000 };
const study = path.join(root, 'examples/cafe.study.json');
let folder;
let responses;

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'esteem-'));
  responses = path.join(folder, 'guests.csv');
  const file = await openFile(responses, 'w');
  execFileSync(commandPath, ['demo', '--responses', String(rows), '--seed', '11'], { stdio: ['ignore', file.fd, 'inherit'] });
  await file.close();
});

after(() => rm(folder, { recursive: true }));

const command = (...words) =>
  execFileSync(commandPath, ['report', study, responses, '--json', ...words], { maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] });

async function saved(page) {
  const downloading = page.waitForEvent('download');
  await page.locator('[data-action="save"]').click();
  return readFile(await (await downloading).path());
}

/** A page on a machine with so many cores, which has opened the file; and how many workers run the engine then. */
async function opened(cores, prepare = () => {}) {
  const page = await open({
    prepare: async (page) => {
      await page.addInitScript((number) => Object.defineProperty(navigator, 'hardwareConcurrency', { value: number }), cores);
      await prepare(page);
    },
  });
  await page.page.locator('#app .sentence').first().waitFor();
  await choose(page.page, { study, responses });
  await page.page.locator('dialog[open] [data-action="show"]').click();
  await page.page.locator(`[data-base="${rows}"]`).waitFor(patience);
  return page;
}

/** The wasm memory of all workers, in bytes. */
const memory = async (page) => {
  const sizes = page.workers().map((worker) => worker.evaluate(() => globalThis.esteem.module?.memory.buffer.byteLength ?? 0));
  return (await Promise.all(sizes)).reduce((all, size) => all + size, 0);
};

test('one thread and four, one worker and four: the same report of all and of some', { timeout: 900_000 }, async (t) => {
  const all = command('--threads', '1');
  assert.ok(all.length > 100_000 && all.equals(command('--threads', '4')), 'four threads give another report');
  const some = command('--threads', '1', '--where', 'guest=first');
  assert.ok(some.equals(command('--threads', '4', '--where', 'guest=first')), 'four threads give another report of some');
  for (const cores of [1, 4]) {
    const { page, assertQuiet, close } = await opened(cores);
    try {
      assert.equal(page.workers().length, cores, 'as many workers as cores');
      assert.ok((await saved(page)).equals(all), `${cores} workers give another report`);
      await page.locator('[data-filter="guest"] summary').click();
      await page.locator('[data-condition="guest=first"]').check();
      await page.locator(`[data-base="${rows}"]`).waitFor({ state: 'detached', ...patience });
      assert.ok((await saved(page)).equals(some), `${cores} workers give another report of some`);
      t.diagnostic(`${cores} workers hold ${rows} responses in ${((await memory(page)) / 1e6).toFixed(0)} MB`);
      assertQuiet();
    } finally {
      await close();
    }
  }
});

test('helpers that do not start or break down leave the work to the one that answers', { timeout: 300_000 }, async () => {
  const expected = command();
  // Of the workers that are started, the second and third are helpers here: the first is the example's.
  const faults = {
    refused: () => {
      const Real = Worker;
      let started = 0;
      globalThis.Worker = class extends Real {
        constructor(...given) {
          started += 1;
          if (started > 2) throw new Error('no more workers');
          super(...given);
        }
      };
    },
    broken: () => {
      const Real = Worker;
      let started = 0;
      globalThis.Worker = class extends Real {
        constructor(...given) {
          super(...given);
          started += 1;
          if (started > 2) setTimeout(() => this.dispatchEvent(new ErrorEvent('error', { cancelable: true })), 20);
        }
      };
    },
  };
  for (const [name, fault] of Object.entries(faults)) {
    const { page, close } = await opened(3, (page) => page.addInitScript(fault));
    try {
      assert.equal(page.workers().length, 1, `${name}: one worker is left`);
      assert.ok((await saved(page)).equals(expected), `${name}: another report`);
    } finally {
      await close();
    }
  }
});
