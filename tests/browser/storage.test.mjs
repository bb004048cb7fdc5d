// Workspaces on the device, without the app: what is kept, when, and what is said where storage is full or forbidden.

import assert from 'node:assert/strict';
import { fill, keepOne, storageTest, traces } from './empty_page.mjs';

storageTest('nothing is written before the reader asks for it, whatever is looked at', async ({ open }) => {
  const page = await open();
  await page.evaluate(async () => {
    await esteem.keeper.follow('#/gaps', files());
    await esteem.keeper.look();
    await esteem.keeper.reopen();
    await esteem.keeper.clear();
    await esteem.keeper.look();
  });
  assert.deepEqual(await traces(page), [0, 0, 0, '']);
  assert.deepEqual(await page.evaluate(() => esteem.keeper.state().list), []);
});

storageTest('a browser that does not list its databases is left without one all the same', async ({ open }) => {
  const page = await open(() => {
    globalThis.databases = indexedDB.databases.bind(indexedDB);
    IDBFactory.prototype.databases = undefined;
  });
  await page.evaluate(() => esteem.keeper.look());
  assert.deepEqual(await page.evaluate(() => databases()), []);
});

storageTest('what is kept is there after a reload: files, view and name', async ({ open }) => {
  const page = await open();
  const id = await keepOne(page, '  六月的\n回访  ');
  assert.deepEqual(await page.evaluate(() => now().phase), 'kept');
  await page.evaluate(() => esteem.keeper.follow('#/gaps', held));
  await page.reload();
  await page.evaluate(() => start());
  const found = await page.evaluate(async () => texts(await esteem.keeper.reopen()));
  assert.deepEqual(found, {
    name: '六月的 回访',
    view: '#/gaps',
    files: [
      ['study', '咖啡馆.study.json', '{"format":"esteem-study/1"}'],
      ['responses', 'answers.csv', 'id,wait\n1,2\n'],
    ],
  });
  // Another tab has no workspace open, and finds it in the list.
  const other = await open();
  assert.equal(await other.evaluate(() => esteem.keeper.reopen()), undefined);
  const list = await other.evaluate(async () => (await esteem.keeper.look(), esteem.keeper.state().list));
  assert.deepEqual([list.length, list[0].id, list[0].size], [1, id, 27 + 12]);
});

storageTest('once kept, each change is saved by itself, and files are copied only when they change', async ({ open }) => {
  const page = await open();
  await keepOne(page);
  const result = await page.evaluate(async () => {
    const puts = [];
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value) {
      puts.push(this.name);
      return put.call(this, value);
    };
    await esteem.keeper.follow('#/needs', held);
    await esteem.keeper.follow('#/needs', held);
    await esteem.keeper.rename(now().id, 'July');
    // Many changes at once: one at a time, and the last one counts.
    for (let i = 0; i < 50; i += 1) esteem.keeper.follow(`#/needs?${i}`, held);
    await until(() => now().phase === 'kept');
    const light = [...puts];
    puts.length = 0;
    held = [held[0], { ...held[1], blob: new Blob(['id\n7\n']) }];
    await esteem.keeper.follow('#/needs?49', held);
    return { light, heavy: puts, found: await texts(await esteem.storage.get(now().id)) };
  });
  assert.deepEqual(new Set(result.light), new Set(['workspaces']));
  assert.ok(result.light.length <= 4, `${result.light.length} saves`);
  assert.deepEqual(result.heavy, ['workspaces', 'files', 'files']);
  assert.deepEqual([result.found.name, result.found.view, result.found.files[1][2]], ['July', '#/needs?49', 'id\n7\n']);
});

storageTest('kept is said only when the save is done', async ({ open }) => {
  const page = await open();
  await keepOne(page);
  const phases = await page.evaluate(async () => {
    states.length = 0;
    const isComplete = new Promise((resolve) => {
      const { transaction } = IDBDatabase.prototype;
      IDBDatabase.prototype.transaction = function (stores, mode, options) {
        const made = transaction.call(this, stores, mode, options);
        if (mode === 'readwrite') {
          states.push({ current: { phase: options.durability } });
          made.addEventListener('complete', () => resolve(states.push({ current: { phase: 'complete' } })));
        }
        return made;
      };
    });
    await Promise.all([esteem.keeper.follow('#/states', held), isComplete]);
    return states.map(({ current }) => current.phase);
  });
  // The save has begun, its transaction is strict, it is complete, and only then is it kept.
  assert.deepEqual(phases.slice(0, 2), ['saving', 'strict']);
  assert.ok(phases.indexOf('complete') > 0 && phases.indexOf('kept') > 0, phases.join());
  assert.ok(phases.lastIndexOf('saving') < phases.indexOf('kept'), phases.join());
});

storageTest('another study is another workspace, and what was kept stays as it was', async ({ open }) => {
  const page = await open();
  const id = await keepOne(page);
  const left = await page.evaluate(async (id) => {
    await esteem.keeper.follow('#/', files('{"format":"esteem-study/1","id":"other"}', ''));
    return [now(), await texts(await esteem.storage.get(id))];
  }, id);
  assert.equal(left[0], undefined);
  assert.equal(left[1].view, '#/needs?where=party%3Dalone');
});

storageTest('a workspace is renamed and deleted, and all of them at once', async ({ open }) => {
  const page = await open();
  const ids = [];
  for (const name of ['one', 'two', 'three']) ids.push(await keepOne(page, name));
  const names = () => page.evaluate(() => esteem.keeper.state().list.map(({ name }) => name).sort());
  await page.evaluate(() => esteem.keeper.look());
  assert.deepEqual(await names(), ['one', 'three', 'two']);
  await page.evaluate((id) => esteem.keeper.rename(id, 'uno'), ids[0]);
  await page.evaluate((id) => esteem.keeper.rename(id, 'tres'), ids[2]);
  assert.deepEqual(await names(), ['tres', 'two', 'uno']);
  await page.evaluate((id) => esteem.keeper.remove(id), ids[1]);
  assert.deepEqual(await names(), ['tres', 'uno']);
  assert.equal(await page.evaluate(() => now().name), 'tres');
  await page.evaluate((id) => esteem.keeper.remove(id), ids[2]);
  assert.equal(await page.evaluate(() => now()), undefined);
  await page.evaluate(() => esteem.keeper.clear());
  assert.deepEqual(await names(), []);
  assert.deepEqual(await traces(page), [0, 0, 0, '']);
});

storageTest('a full device is said; what was kept stays, and is saved again when there is room', async (opened) => {
  const first = await opened.open();
  const id = await keepOne(first);
  await first.close();
  const page = await opened.open();
  const empty = await fill(page, opened);
  const full = await page.evaluate(async (id) => {
    const found = await esteem.keeper.open(id);
    globalThis.held = found.files;
    await esteem.keeper.follow(found.view, held);
    held = [held[0], { ...held[1], blob: new Blob(['x'.repeat(2_000_000)]) }];
    await esteem.keeper.follow('#/gaps', held);
    return [now().phase, now().trouble, (await esteem.storage.get(id)).files[1].blob.size];
  }, id);
  assert.deepEqual(full, ['trouble', 'full', 12]);
  await empty();
  await page.evaluate(() => esteem.keeper.retry());
  assert.equal(await page.evaluate(async (id) => (await esteem.storage.get(id)).files[1].blob.size, id), 2_000_000);
  assert.equal(await page.evaluate(() => now().phase), 'kept');
});

storageTest('a device that is full from the start promises nothing', async (opened) => {
  const page = await opened.open();
  await fill(page, opened);
  await keepOne(page).catch(() => {});
  const { current, trouble } = await page.evaluate(() => esteem.keeper.state());
  assert.deepEqual([current, trouble], [undefined, 'full']);
});

for (const [name, prepare] of [
  ['is missing', () => Object.defineProperty(globalThis, 'indexedDB', { value: undefined })],
  [
    'may not be named',
    () =>
      Object.defineProperty(globalThis, 'indexedDB', {
        get() {
          throw new DOMException('', 'SecurityError');
        },
      }),
  ],
  [
    'may not be opened',
    () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('', 'SecurityError');
      };
    },
  ],
]) {
  storageTest(`storage that ${name} is forbidden storage, and saving to a file still works`, async ({ open }) => {
    const page = await open(prepare);
    const troubles = await page.evaluate(async () => {
      globalThis.held = files();
      await esteem.keeper.follow('#/', held);
      await esteem.keeper.keep('June');
      const { current, trouble } = esteem.keeper.state();
      await esteem.keeper.clear();
      return [current, trouble, esteem.keeper.state().trouble];
    });
    // What may not be opened holds nothing that could be cleared.
    assert.deepEqual(troubles, [undefined, 'forbidden', name === 'may not be opened' ? undefined : 'forbidden']);
    const [download] = await Promise.all([page.waitForEvent('download'), page.evaluate(() => esteem.keeper.saveFile('a/b:c'))]);
    assert.equal(download.suggestedFilename(), 'a-b-c.esteem-workspace.json');
  });
}
