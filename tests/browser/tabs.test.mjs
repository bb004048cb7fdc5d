// Workspaces on the device in several tabs, and in a browser that dies.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { emptySite, helpers, keepOne, storageTest } from './empty_page.mjs';
import { launchWith, serve } from './harness.mjs';

storageTest('two tabs never overwrite each other: the second is told, and takes theirs or keeps both', async ({ open }) => {
  const one = await open();
  const id = await keepOne(one);
  const two = await open();
  await two.evaluate(async (id) => {
    const found = await esteem.keeper.open(id);
    globalThis.held = found.files;
    await esteem.keeper.follow(found.view, held);
  }, id);
  // A tab that changes nothing hears of it at once.
  await one.evaluate(() => esteem.keeper.follow('#/one', held));
  await two.evaluate(() => until(() => now().trouble === 'conflict'));
  await two.evaluate(() => esteem.keeper.follow('#/two', held));
  assert.equal(await two.evaluate(async (id) => (await esteem.storage.get(id)).view, id), '#/one');
  // Mine is kept beside theirs.
  await two.evaluate(() => esteem.keeper.keepBoth());
  const both = await two.evaluate(async () => {
    const list = await esteem.storage.list();
    return Promise.all(list.map(async ({ id, name }) => [name, (await esteem.storage.get(id)).view]));
  });
  assert.deepEqual(both.sort(), [['June (2)', '#/two'], ['June', '#/one']]);
  assert.equal(await one.evaluate(() => now().phase), 'kept');
  // Theirs is taken.
  const three = await open();
  await three.evaluate(async (id) => {
    const take = async () => {
      const found = await esteem.keeper.open(id);
      globalThis.held = found.files;
      await esteem.keeper.follow(found.view, held);
    };
    await take();
    await esteem.keeper.follow('#/three', held);
    globalThis.take = take;
  }, id);
  await one.evaluate(() => until(() => now().trouble === 'conflict'));
  await three.evaluate(() => esteem.keeper.follow('#/four', held));
  await one.evaluate(async (id) => {
    const found = await esteem.keeper.open(id);
    held = found.files;
    await esteem.keeper.follow(found.view, held);
  }, id);
  assert.deepEqual(await one.evaluate(async () => [now().phase, (await esteem.keeper.open(now().id)).view]), ['kept', '#/four']);
});

storageTest('without a channel between tabs a save still finds out', async ({ open }) => {
  const prepare = () => {
    globalThis.BroadcastChannel = class {
      constructor() {
        throw new Error('none');
      }
    };
  };
  const one = await open(prepare);
  const id = await keepOne(one);
  const two = await open(prepare);
  await two.evaluate(async (id) => {
    const found = await esteem.keeper.open(id);
    globalThis.held = found.files;
    await esteem.keeper.follow('#/two', held);
  }, id);
  // Both at once: one of them wins, and the other is told.
  await one.evaluate(() => esteem.keeper.follow('#/one', held));
  assert.equal(await one.evaluate(() => now().trouble), 'conflict');
  assert.equal(await two.evaluate(async (id) => (await esteem.storage.get(id)).view, id), '#/two');
});

storageTest('of two tabs that save in the same moment one wins, however often', async ({ open }) => {
  const tabs = [await open(), await open()];
  await keepOne(tabs[0]);
  let saves = 1;
  for (let round = 0; round < 10; round += 1) {
    const outcomes = await Promise.all(
      tabs.map((tab) =>
        tab.evaluate(async () => {
          const [{ id, rev }] = await esteem.storage.list();
          return troubleOf(esteem.storage.put({ id, rev, view: `#/${Math.random()}` }));
        }),
      ),
    );
    saves += outcomes.filter((outcome) => outcome === 'none').length;
    assert.equal(await tabs[0].evaluate(async () => (await esteem.storage.list())[0].rev), saves);
    assert.ok(outcomes.every((outcome) => ['none', 'conflict'].includes(outcome)), outcomes.join());
  }
});

storageTest('a workspace deleted in another tab is said to be gone there', async ({ open }) => {
  const one = await open();
  const id = await keepOne(one);
  const two = await open();
  await two.evaluate(async (id) => {
    await esteem.keeper.look();
    await esteem.keeper.remove(id);
  }, id);
  await one.evaluate(() => until(() => now().trouble === 'gone'));
});

storageTest('what another tab has changed since is not deleted unseen', async ({ open }) => {
  const one = await open();
  const id = await keepOne(one);
  const two = await open(() => {
    globalThis.BroadcastChannel = undefined;
  });
  await two.evaluate(() => esteem.keeper.look());
  await one.evaluate(() => esteem.keeper.follow('#/changed', held));
  const first = await two.evaluate(async (id) => {
    await esteem.keeper.remove(id);
    return [esteem.keeper.state().trouble, (await esteem.storage.list()).length];
  }, id);
  assert.deepEqual(first, ['changed', 1]);
  // The list was read again, and what it shows now is deleted.
  await two.evaluate((id) => esteem.keeper.remove(id), id);
  assert.deepEqual(await two.evaluate(() => esteem.storage.list()), []);
});

test('what was said to be kept survives the death of the browser', { timeout: 120_000 }, async () => {
  const folder = await emptySite();
  const profile = await mkdtemp(path.join(tmpdir(), 'esteem-profile-'));
  const site = await serve(folder);
  try {
    for (let round = 1; round <= 3; round += 1) {
      const { context, kill } = await launchWith(profile);
      const page = await context.newPage();
      await page.addInitScript(helpers);
      await page.goto(site.origin);
      await page.evaluate(() => start());
      const before = await page.evaluate(() => esteem.storage.list());
      assert.equal(before.length, round - 1);
      await keepOne(page, `round ${round}`);
      // Further saves are under way when the browser dies.
      await page.evaluate(() => void setInterval(() => esteem.keeper.follow(`#/${Math.random()}`, held), 1));
      await kill();
    }
    const { context, kill } = await launchWith(profile);
    const page = await context.newPage();
    await page.addInitScript(helpers);
    await page.goto(site.origin);
    const found = await page.evaluate(async () => {
      const list = await esteem.storage.list();
      return Promise.all(list.map(async ({ id, name }) => [name, (await texts(await esteem.storage.get(id))).files[1][2]]));
    });
    assert.deepEqual(found.sort(), [1, 2, 3].map((round) => [`round ${round}`, 'id,wait\n1,2\n']));
    await kill();
  } finally {
    await site.close();
    await rm(profile, { recursive: true, force: true });
    await rm(folder, { recursive: true });
  }
});
