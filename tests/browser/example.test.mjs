// What the engine says of the example comes with the page: it is what the engine says, it is seen before there is an engine, and
// questions about it wait for one.

import assert from 'node:assert/strict';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { browserTest, copied, open, sitePath } from './harness.mjs';

const title = 'Café on the corner';
const base = (page, count) => page.locator(`#app [data-base="${count}"]`).waitFor();
const busy = (page, is) => page.locator(`[data-part="selection"][aria-busy="${is}"]`).waitFor();
const content = (folder, language) => path.join(folder, `cafe.${language}.content`);

/** Keeps what workers say, so that a test can look at it. */
const overhear = (page) =>
  page.addInitScript(() => {
    globalThis.heard = [];
    globalThis.Worker = class extends Worker {
      constructor(...values) {
        super(...values);
        this.addEventListener('message', ({ data: [name, value] }) => {
          if (name === 'reply') globalThis.heard.push([...new Uint8Array(value)]);
        });
      }
    };
  });

/** Holds a file back until it is released, and tells when it was asked for. */
function holding(name) {
  let release;
  let tell;
  const held = new Promise((resolve) => (release = resolve));
  const asked = new Promise((resolve) => (tell = resolve));
  const hold = (route) => {
    tell();
    return held.then(() => route.continue());
  };
  return { release, asked, prepare: (page) => page.route(`**/${name}*`, hold) };
}

async function choose(page, condition) {
  const [id] = condition.split('=');
  await page.locator(`[data-filter="${id}"] summary`).click();
  await page.locator(`[data-condition="${condition}"]`).check();
}

for (const language of ['zh', 'en']) {
  browserTest(`the first content is what the engine says, byte for byte: ${language}`, { locale: language, prepare: overhear }, async ({ page }) => {
    const file = await readFile(content(sitePath, language));
    const build = await page.locator('html').getAttribute('data-build');
    assert.equal(file.subarray(0, build.length).toString(), build);
    const packed = file.subarray(build.length);
    assert.ok(packed.length > 10_000, `${packed.length} bytes`);
    // In front of the content stand only the reply's kind and the number of its task.
    await page.waitForFunction((length) => globalThis.heard.some((reply) => reply.length === length + 2), packed.length);
    const replies = await page.evaluate(() => globalThis.heard);
    const said = replies.find((reply) => reply.length === packed.length + 2);
    assert.ok(Buffer.from(said.slice(2)).equals(packed), 'the bytes differ');
  });
}

test('the example is seen before there is an engine, and a question waits for it', async () => {
  const { release, prepare } = holding('engine_bg.wasm');
  const { page, close, assertQuiet } = await open({ prepare, waitUntil: 'domcontentloaded' });
  try {
    await base(page, 412);
    await page.locator('#app .drawing svg').first().waitFor();
    assert.equal(await page.locator('#first-paint').count(), 0);
    await choose(page, 'guest=first');
    await busy(page, true);
    release();
    await busy(page, false);
    await page.locator('#app [data-base="412"]').waitFor({ state: 'detached' });
    assert.equal(await page.locator('[data-notice]').count(), 0);
    assertQuiet();
  } finally {
    release();
    await close();
  }
});

test('a report that is saved at once waits for the engine', async () => {
  const { release, asked, prepare } = holding('engine_bg.wasm');
  const { page, close, assertQuiet } = await open({ prepare, waitUntil: 'domcontentloaded' });
  try {
    await base(page, 412);
    await asked;
    const downloading = page.waitForEvent('download');
    await page.locator('[data-action="save"]').click();
    release();
    const { responses } = JSON.parse(await readFile(await (await downloading).path()));
    assert.equal(responses, 412);
    assertQuiet();
  } finally {
    release();
    await close();
  }
});

test('a selection in the address waits for the engine', async () => {
  const { release, prepare } = holding('engine_bg.wasm');
  const { page, close, assertQuiet } = await open({ prepare, path: '/#/?where=guest%3Dfirst', waitUntil: 'domcontentloaded' });
  try {
    await page.locator('[data-state="waiting"]').waitFor();
    release();
    await page.locator('#app [data-base]').first().waitFor();
    assert.notEqual(await page.locator('#app [data-base]').first().getAttribute('data-base'), '412');
    assertQuiet();
  } finally {
    release();
    await close();
  }
});

for (const { name, spoil } of [
  { name: 'of another build', spoil: (file) => file.fill('x', 0, 12) },
  { name: 'that is cut short', spoil: (file) => file.subarray(0, -1) },
]) {
  test(`a first content ${name} is not shown`, async () => {
    const folder = await copied();
    const file = await readFile(content(folder, 'en'));
    const at = file.indexOf(title);
    assert.ok(at > 0);
    file.write('X', at);
    await writeFile(content(folder, 'en'), spoil(file));
    const { page, close, assertQuiet } = await open({ folder });
    try {
      await base(page, 412);
      assert.match(await page.locator('#app .title').innerText(), new RegExp(title));
      assertQuiet();
    } finally {
      await close();
      await rm(folder, { recursive: true });
    }
  });
}

test('a page whose engine is missing shows the example, says so, and asks again', async () => {
  const folder = await copied();
  await rm(path.join(folder, 'engine_bg.wasm'));
  const { page, close } = await open({ folder });
  try {
    await base(page, 412);
    const notice = page.locator('[data-notice="no-engine"]');
    await notice.waitFor();
    assert.match(await notice.innerText(), /could not be loaded/);
    await cp(path.join(sitePath, 'engine_bg.wasm'), path.join(folder, 'engine_bg.wasm'));
    await choose(page, 'guest=first');
    await page.locator('#app [data-base="412"]').waitFor({ state: 'detached' });
    assert.equal(await notice.count(), 0);
  } finally {
    await close();
    await rm(folder, { recursive: true });
  }
});

test('an engine that breaks down over the example is started again', async () => {
  const prepare = (page) =>
    page.addInitScript(() => {
      let posted = 0;
      globalThis.Worker = class extends Worker {
        postMessage(...values) {
          super.postMessage(...values);
          // First comes the module, then the example.
          if (++posted === 2) setTimeout(() => this.dispatchEvent(new Event('error')));
        }
      };
    });
  const { page, close, assertQuiet } = await open({ prepare });
  try {
    await base(page, 412);
    await page.locator('[data-notice="restarted"]').waitFor();
    await choose(page, 'guest=first');
    await page.locator('#app [data-base="412"]').waitFor({ state: 'detached' });
    assertQuiet();
  } finally {
    await close();
  }
});
