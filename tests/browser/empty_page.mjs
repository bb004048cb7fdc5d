// An empty page with the shell's scripts alone, in a browser with a profile on disk: what the tests of storage share.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launchWith, patience_ms, root, serve, watch } from './harness.mjs';

const scripts = ['workspace_file', 'storage', 'keeper'];
export const database = 'esteem/1/workspaces';

/** An empty page with the shell's scripts, in a folder of its own. */
export async function emptySite() {
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
export function storageTest(name, body, { file = false } = {}) {
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
export function helpers() {
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
export const keepOne = (page, name = 'June') =>
  page.evaluate(async (name) => {
    globalThis.held = files();
    await esteem.keeper.follow('#/needs?where=party%3Dalone', held);
    await esteem.keeper.keep(name);
    return now().id;
  }, name);

/** Leaves the origin less room than it takes up, which a browser notices only when nobody has used it for a while. */
export async function fill(page, { context, site }) {
  const debug = await context.newCDPSession(page);
  await debug.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: 100 });
  await page.waitForTimeout(3000);
  return () => debug.send('Storage.overrideQuotaForOrigin', { origin: site.origin });
}

export const traces = (page) =>
  page.evaluate(async () => [(await indexedDB.databases()).length, localStorage.length, sessionStorage.length, document.cookie]);
