// Workspaces on the device and in files, without the app: the shell's scripts alone on an empty page, in a browser whose
// storage is full, forbidden, damaged, deleted or shared with another tab.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launchWith, patience_ms, root, serve, watch } from './harness.mjs';

const scripts = ['workspace_file', 'storage', 'keeper'];
const database = 'esteem/1/workspaces';

/** An empty page with the shell's scripts, in a folder of its own. */
async function emptySite() {
  const folder = await mkdtemp(path.join(tmpdir(), 'esteem-storage-'));
  const sources = await Promise.all(scripts.map((name) => readFile(path.join(root, `src/shell/${name}.js`), 'utf8')));
  await writeFile(path.join(folder, 'shell.js'), sources.join('\n'));
  const head = '<meta charset="utf-8"><title>Esteem</title><link rel="icon" href="data:,">';
  await writeFile(path.join(folder, 'index.html'), `<!doctype html>${head}<script src="shell.js"></script>`);
  return folder;
}

/** One browser with a profile on disk; each test has an origin of its own and so a storage of its own. */
let browser;
const profile = await mkdtemp(path.join(tmpdir(), 'esteem-profile-'));
before(async () => {
  browser = await launchWith(profile);
  browser.context.setDefaultTimeout(patience_ms);
});
after(async () => {
  await browser.context.close();
  await rm(profile, { recursive: true, force: true });
});

/** Declares a test: `body({ context, open })`, where `open` opens a tab. What a tab complains of fails the test. */
function storageTest(name, body, { file = false } = {}) {
  test(name, { timeout: 60_000 }, async (t) => {
    const folder = await emptySite();
    const site = await serve(folder);
    const { context } = browser;
    const pages = [];
    try {
      const faults = [];
      const address = file ? `file://${folder}/index.html` : site.origin;
      const open = async (prepare) => {
        const page = await context.newPage();
        pages.push(page);
        faults.push(await watch(page, site.origin));
        if (prepare) await page.addInitScript(prepare);
        await page.addInitScript(helpers);
        await page.goto(address);
        await page.evaluate(() => start());
        return page;
      };
      await body({ t, context, open, site, folder });
      const heard = faults.flat().filter((line) => !(file && line.includes('file://')));
      assert.deepEqual(heard, []);
    } finally {
      for (const page of pages) await page.close();
      await site.close();
      await rm(folder, { recursive: true });
    }
  });
}

/** What the tests share inside the page. */
function helpers() {
  Object.assign(globalThis, {
    start() {
      globalThis.states = [];
      esteem.keeper.start((state) => states.push(state));
    },
    /** Files as the page holds them: the same blob is the same file. */
    files(study = '{"format":"esteem-study/1"}', responses = 'id,wait\n1,2\n') {
      return [
        { kind: 'study', name: '咖啡馆.study.json', blob: new Blob([study]) },
        { kind: 'responses', name: 'answers.csv', blob: new Blob([responses]) },
      ];
    },
    async texts(workspace) {
      if (!workspace) return workspace;
      const files = workspace.files.map(async ({ kind, name, blob }) => [kind, name, await blob.text()]);
      return { name: workspace.name, view: workspace.view, files: await Promise.all(files) };
    },
    now: () => esteem.keeper.state().current,
    troubleOf: (promise) => promise.then(() => 'none', (error) => error.trouble ?? String(error)),
    until: async (holds) => {
      const end = Date.now() + 5000;
      while (!holds()) {
        if (Date.now() > end) throw new Error(`waited in vain: ${holds}; ${JSON.stringify(esteem.keeper.state())}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    /** Runs `act` in a transaction over the stored records, past the shell. */
    raw: (act) =>
      new Promise((resolve, reject) => {
        const asked = indexedDB.open('esteem/1/workspaces', 1);
        asked.onerror = () => reject(asked.error);
        asked.onsuccess = () => {
          const transaction = asked.result.transaction(['workspaces', 'files'], 'readwrite');
          act(transaction.objectStore('workspaces'), transaction.objectStore('files'));
          transaction.oncomplete = () => {
            asked.result.close();
            resolve();
          };
        };
      }),
  });
}

/** Keeps a workspace in a tab and answers with its id. */
const keepOne = (page, name = 'June') =>
  page.evaluate(async (name) => {
    globalThis.held = files();
    await esteem.keeper.follow('#/needs?where=party%3Dalone', held);
    await esteem.keeper.keep(name);
    return now().id;
  }, name);

/** Leaves the origin less room than it takes up, which a browser notices only when nobody has used it for a while. */
async function fill(page, { context, site }) {
  const debug = await context.newCDPSession(page);
  await debug.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: 100 });
  await page.waitForTimeout(3000);
  return () => debug.send('Storage.overrideQuotaForOrigin', { origin: site.origin });
}

const traces = (page) =>
  page.evaluate(async () => [(await indexedDB.databases()).length, localStorage.length, sessionStorage.length, document.cookie]);

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

storageTest('a file that was changed on the device since is named before it is lost', async ({ open, folder }) => {
  const page = await open();
  const file = path.join(folder, 'answers.csv');
  await writeFile(file, 'id\n1\n');
  await page.setContent('<input type="file">');
  await page.setInputFiles('input', file);
  await writeFile(file, 'id\n1\n2\n3\n4\n');
  // Browsers compare whole seconds.
  await utimes(file, 2e9, 2e9);
  const said = await page.evaluate(async () => {
    const chosen = [{ kind: 'responses', name: 'answers.csv', blob: document.querySelector('input').files[0] }];
    await esteem.keeper.follow('#/', chosen);
    await esteem.keeper.keep('June');
    const kept = [now(), esteem.keeper.state().trouble];
    await esteem.keeper.saveFile('June');
    return [...kept, esteem.keeper.state().trouble];
  });
  assert.deepEqual(said, [undefined, 'files', 'files']);
});

storageTest('a workspace goes into a file and comes back the same, large or small', async ({ open }) => {
  const page = await open();
  const same = await page.evaluate(async () => {
    const { pack, unpack } = esteem.workspaceFile;
    const random = (size) => {
      const bytes = new Uint8Array(size);
      for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
      return bytes;
    };
    const results = [];
    // Around the length of a piece, and of a text that is cut out.
    for (const size of [0, 1, 2, 3, 49_151, 49_152, 49_154, 1_572_863, 1_572_864, 1_572_865, 5_000_001]) {
      const blob = new Blob([random(size)]);
      const study = new Blob(['{"a":"\\" “引号” 😀"}']);
      const name = '六月 "quoted" \\ back / \u2028 😀';
      const packed = await pack({
        name,
        view: '#/needs?where=party%3Dalone',
        files: [
          { kind: 'study', name: 'a "b" \\.json', blob: study },
          { kind: 'responses', name: 'answers.csv', blob },
          { kind: 'mapping', name: 'm.json', blob: new Blob([random(100_000)]) },
        ],
      });
      const [plain, found] = [JSON.parse(await packed.text()), await unpack(packed)];
      const hash = async (blob) => new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())).join();
      results.push(
        plain.format === 'esteem-workspace/1' &&
          found.name === name.replace('\u2028', '').replace(/ +/g, ' ') &&
          found.view === plain.view &&
          found.files.map(({ kind }) => kind).join() === 'study,responses,mapping' &&
          found.files[0].name === 'a "b" \\.json' &&
          (await hash(found.files[0].blob)) === (await hash(study)) &&
          (await hash(found.files[1].blob)) === (await hash(blob)) &&
          // Somebody else's JSON: spaces, another order, slashes with a backslash.
          (await hash((await unpack(new Blob([JSON.stringify(plain, null, 2).replaceAll('/', '\\/').replace('esteem-workspace\\/', 'esteem-workspace/')]))).files[1].blob)) ===
            (await hash(blob)),
      );
    }
    return results;
  });
  assert.deepEqual(same, same.map(() => true));
});

storageTest('a file that is no workspace, a damaged one and a newer one are told apart', async ({ open }) => {
  const page = await open();
  const said = await page.evaluate(() => {
    const of = async (text) => {
      try {
        return typeof (await esteem.workspaceFile.unpack(new Blob([text])));
      } catch (error) {
        return error.trouble;
      }
    };
    const whole = '{"format":"esteem-workspace/1","name":"a","view":"","files":[{"kind":"study","name":"s","base64":"e30="}]}';
    return Promise.all([
      of(whole),
      of(`\uFEFF\n ${whole}`),
      of('{"format":"esteem-study/1"}'),
      of('id,wait\n'),
      of(''),
      of(whole.slice(0, -3)),
      of(whole.replace('e30=', 'e3 0*')),
      of(whole.replace('"study"', '"diary"')),
      of(whole.replace('[{', '[{"kind":"study","name":"s","base64":""},{')),
      of(whole.replace('"files":[', '"parts":[')),
      of(whole.replace('{"kind', 'null,{"kind')),
      of(whole.replace('/1', '/2').replace('"files"', '"parts"')),
      of('{"format":"esteem-workspace/x"}'),
    ]);
  });
  const damaged = 'damaged';
  assert.deepEqual(said, [
    ...['object', 'object', 'undefined', 'undefined', 'undefined'],
    ...[damaged, damaged, damaged, damaged, damaged, damaged, 'newer', damaged],
  ]);
});

storageTest('a workspace from a file is not kept by itself, and is called what its file says', async ({ open }) => {
  const page = await open();
  const said = await page.evaluate(async () => {
    const packed = await esteem.workspaceFile.pack({ name: 'Fair', view: '#/gaps', files: files() });
    const found = await esteem.keeper.openFile(packed);
    await esteem.keeper.follow(found.view, found.files);
    return [now(), esteem.keeper.state().called];
  });
  assert.deepEqual(said, [undefined, 'Fair']);
  assert.deepEqual(await traces(page), [0, 0, 0, '']);
});

storageTest('a page opened from disk keeps workspaces too, and knows that it is one', async ({ open }) => {
  const page = await open();
  await keepOne(page);
  assert.deepEqual(await page.evaluate(() => [now().phase, esteem.keeper.state().isLocal]), ['kept', true]);
}, { file: true });

storageTest('a tab asks before it is closed only while something is not kept', async ({ open }) => {
  const page = await open();
  await keepOne(page);
  const asks = () =>
    page.evaluate(() => {
      const event = new Event('beforeunload', { cancelable: true });
      dispatchEvent(event);
      return event.defaultPrevented;
    });
  assert.equal(await asks(), false);
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('', 'QuotaExceededError');
    };
    return esteem.keeper.follow('#/', held);
  });
  assert.equal(await asks(), true);
  await page.evaluate(() => esteem.keeper.follow('#/', files('{"id":"other"}')));
  assert.equal(await asks(), false);
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
