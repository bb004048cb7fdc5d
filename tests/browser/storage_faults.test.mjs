// Workspaces on the device where storage is slow, broken, deleted, damaged or of a later version.

import assert from 'node:assert/strict';
import { database, keepOne, storageTest } from './empty_page.mjs';

storageTest('storage that does not answer is said after two seconds, and a late answer is taken', async ({ open }) => {
  const page = await open(() => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (...rest) {
      globalThis.asks = (globalThis.asks ?? 0) + 1;
      let asked;
      const late = {
        get result() {
          return asked.result;
        },
      };
      globalThis.answer = () => {
        asked = open.apply(this, rest);
        asked.onupgradeneeded = () => late.onupgradeneeded();
        asked.onsuccess = () => late.onsuccess();
      };
      return late;
    };
  });
  const began = Date.now();
  const said = await page.evaluate(async () => {
    await esteem.keeper.follow('#/', files());
    await esteem.keeper.keep('June');
    return esteem.keeper.state().trouble;
  });
  assert.equal(said, 'silent');
  assert.ok(Date.now() - began < 4000);
  const later = await page.evaluate(async () => {
    answer();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await esteem.keeper.keep('June');
    return [now().phase, asks];
  });
  assert.deepEqual(later, ['kept', 1]);
});

storageTest('a database that cannot be read is tried three times, then said; clearing takes it away', async ({ open }) => {
  const page = await open(() => {
    const { open } = IDBFactory.prototype;
    globalThis.fails = 2;
    IDBFactory.prototype.open = function (...rest) {
      const asked = open.apply(this, rest);
      if (fails > 0) {
        fails -= 1;
        const failed = { error: new DOMException('', 'UnknownError') };
        setTimeout(() => failed.onerror({ preventDefault() {} }));
        asked.onsuccess = () => asked.result.close();
        asked.onupgradeneeded = () => asked.transaction.abort();
        return failed;
      }
      return asked;
    };
  });
  await keepOne(page);
  assert.equal(await page.evaluate(() => now().phase), 'kept');
  const said = await page.evaluate(async () => {
    dispatchEvent(new Event('pagehide'));
    await new Promise((resolve) => setTimeout(resolve));
    fails = 1000;
    await esteem.keeper.look();
    const before = esteem.keeper.state().trouble;
    await esteem.keeper.clear();
    fails = 0;
    await esteem.keeper.look();
    return [before, (await indexedDB.databases()).length];
  });
  assert.deepEqual(said, ['unreadable', 0]);
});

storageTest('a connection that the browser closes is made again', async ({ open }) => {
  const page = await open();
  await keepOne(page);
  const phases = await page.evaluate(async () => {
    const { transaction } = IDBDatabase.prototype;
    let calls = 0;
    IDBDatabase.prototype.transaction = function (...rest) {
      calls += 1;
      if (calls === 1) throw new DOMException('', 'InvalidStateError');
      const made = transaction.apply(this, rest);
      if (calls === 3) made.abort();
      return made;
    };
    await esteem.keeper.follow('#/a', held);
    const first = now().phase;
    await esteem.keeper.follow('#/b', held);
    return [first, now().phase, (await esteem.storage.get(now().id)).view];
  });
  assert.deepEqual(phases, ['kept', 'kept', '#/b']);
});

storageTest('a deleted database is said, nothing comes back by itself, and keeping it again works', async ({ context, open, site }) => {
  const page = await open();
  await keepOne(page);
  const debug = await context.newCDPSession(page);
  await debug.send('Storage.clearDataForOrigin', { origin: site.origin, storageTypes: 'all' });
  await page.evaluate(() => until(() => now().trouble === 'gone'));
  await page.evaluate(() => esteem.keeper.follow('#/gaps', held));
  assert.deepEqual(await page.evaluate(() => esteem.storage.list()), []);
  await page.evaluate(() => esteem.keeper.retry());
  assert.equal(await page.evaluate(() => now().phase), 'kept');
  assert.equal(await page.evaluate(async () => (await esteem.storage.list())[0].name), 'June');
});

storageTest('records that are damaged or newer are listed as such, are left alone, and can be deleted', async ({ open }) => {
  const page = await open();
  const ids = [await keepOne(page, 'newer'), await keepOne(page, 'damaged'), await keepOne(page, 'short')];
  await page.evaluate(
    ([newer, damaged, short]) =>
      raw((workspaces, files) => {
        workspaces.put({ v: 999, id: newer, name: 'newer', rev: 7, wholly: 'different' });
        workspaces.put({ v: 1, id: damaged, rev: 'x' });
        files.put({ workspace: short, kind: 'responses', blob: new Blob(['cut']) });
      }),
    ids,
  );
  const said = await page.evaluate(async ([newer, damaged, short]) => {
    await esteem.keeper.look();
    const listed = Object.fromEntries(esteem.keeper.state().list.map(({ id, trouble }) => [id, trouble ?? 'none']));
    const troubles = [];
    for (const id of [newer, damaged, short]) troubles.push(await troubleOf(esteem.storage.get(id)));
    troubles.push(await troubleOf(esteem.storage.put({ id: newer, rev: 7, name: 'mine', view: '', files: files() })));
    return [[newer, damaged, short].map((id) => listed[id]), troubles];
  }, ids);
  assert.deepEqual(said, [['newer', 'broken', 'none'], ['newer', 'broken', 'broken', 'newer']]);
  for (const id of ids) await page.evaluate((id) => esteem.keeper.remove(id), id);
  assert.deepEqual(await page.evaluate(() => esteem.storage.list()), []);
});

storageTest('a database of a later version is left alone', async ({ open }) => {
  const page = await open();
  await page.evaluate(
    (name) =>
      new Promise((resolve) => {
        const asked = indexedDB.open(name, 2);
        asked.onsuccess = () => resolve(asked.result.close());
      }),
    database,
  );
  assert.equal(await page.evaluate(() => troubleOf(esteem.storage.list())), 'newer');
});
