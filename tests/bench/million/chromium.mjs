// In Chromium: the released page with its workers, DuckDB-Wasm and PapaParse in theirs, each from the same file.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createServer } from 'node:http';
import { choose, open } from '../../browser/harness.mjs';
import { filter, gaps, papaGaps } from './query.mjs';

const patience = { timeout: 300_000 };

/** Opens a file in the page with so many workers, and selects; answers with milliseconds and bytes of wasm memory. */
export async function esteem({ study, file, rows }, workers) {
  const prepare = (page) =>
    page.addInitScript((number) => Object.defineProperty(navigator, 'hardwareConcurrency', { value: number }), workers);
  const { page, close } = await open({ prepare });
  try {
    await page.locator('#app .sentence').first().waitFor();
    await choose(page, { study, responses: file });
    // Both times are taken in the page, from the press to the frame that shows the answer.
    const timed = (press, isDone) =>
      page.evaluate(
        ([press, isDone]) =>
          new Promise((resolve) => {
            const began = performance.now();
            const look = () => (document.querySelector(isDone) ? resolve(performance.now() - began) : requestAnimationFrame(look));
            document.querySelector(press).click();
            requestAnimationFrame(look);
          }),
        [press, isDone],
      );
    page.setDefaultTimeout(patience.timeout);
    const opened = await timed('dialog[open] [data-action="show"]', `[data-base="${rows}"]`);
    await page.locator('[data-filter="region"] summary').click();
    const select = await timed('[data-condition="region=North"]', `[data-part="selection"][aria-busy="false"]:not(:has([data-base="${rows}"]))`);
    const sizes = page.workers().map((worker) => worker.evaluate(() => globalThis.esteem?.module?.memory.buffer.byteLength ?? 0));
    const memory = (await Promise.all(sizes)).reduce((all, size) => all + size, 0);
    return { open: opened, select, memory };
  } finally {
    await close();
  }
}

/** A page with a field for the file, and the packages beside it. */
async function host(modules) {
  const duck = '/modules/@duckdb/duckdb-wasm/dist';
  const imports = {
    '@duckdb/duckdb-wasm': `${duck}/duckdb-browser.mjs`,
    'apache-arrow': '/modules/apache-arrow/Arrow.dom.mjs',
    tslib: '/modules/tslib/tslib.es6.mjs',
    flatbuffers: '/modules/flatbuffers/mjs/flatbuffers.js',
  };
  const made = {
    '/': `<!doctype html><script type="importmap">${JSON.stringify({ imports })}</script><input type="file">`,
    '/papa.worker.js':
      `importScripts('/modules/papaparse/papaparse.min.js');\n${papaGaps}\n` +
      'onmessage = async ({ data }) => postMessage((await papaGaps(Papa, data)).rows);',
  };
  const types = { js: 'text/javascript', mjs: 'text/javascript', wasm: 'application/wasm' };
  const server = createServer(async (request, response) => {
    const name = new URL(request.url, 'http://localhost').pathname;
    const isPackage = name.startsWith('/modules/') && !name.includes('..');
    const body = made[name] ?? (isPackage ? await readFile(path.join(modules, name.slice('/modules'.length))).catch(() => undefined) : undefined);
    response.writeHead(body ? 200 : 404, { 'Content-Type': types[name.split('.').pop()] ?? 'text/html', 'Cache-Control': 'no-store' });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

async function onPage(browser, modules, file, body, given) {
  const site = await host(modules);
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(patience.timeout);
    await page.goto(site.origin);
    await page.locator('input').setInputFiles(file);
    return await page.evaluate(body, given);
  } finally {
    await context.close();
    site.close();
  }
}

/** The query from the file, loading the table, and the query on the table. The database is up before the clock runs. */
export const duckdb = ({ file }, modules, browser) =>
  onPage(browser, modules, file, async ([fromFile, load, fromTable]) => {
    const folder = `${location.origin}/modules/@duckdb/duckdb-wasm/dist`;
    const duck = await import('@duckdb/duckdb-wasm');
    const db = new duck.AsyncDuckDB(new duck.VoidLogger(), new Worker(`${folder}/duckdb-browser-eh.worker.js`));
    await db.instantiate(`${folder}/duckdb-eh.wasm`);
    const connection = await db.connect();
    const answers = document.querySelector('input').files[0];
    await db.registerFileHandle('answers.csv', answers, duck.DuckDBDataProtocol.BROWSER_FILEREADER, true);
    const time = async (sql) => {
      const began = performance.now();
      await connection.query(sql);
      return performance.now() - began;
    };
    return { open: await time(fromFile), load: await time(load), select: await time(fromTable) };
  }, [gaps(`read_csv('answers.csv')`), `CREATE TABLE answers AS SELECT * FROM read_csv('answers.csv')`, gaps('answers', filter)]);

/** The same columns read by PapaParse in a worker. */
export const papaparse = ({ file }, modules, browser) =>
  onPage(browser, modules, file, () =>
    new Promise((resolve, reject) => {
      const worker = new Worker('/papa.worker.js');
      const began = performance.now();
      worker.onmessage = () => resolve({ open: performance.now() - began });
      worker.onerror = reject;
      worker.postMessage(document.querySelector('input').files[0]);
    }));
