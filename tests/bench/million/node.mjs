// In Node: the released engine in threads, DuckDB-Wasm and PapaParse, each from the same file.

import { createReadStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { sitePath } from '../../browser/harness.mjs';
import { filter, gaps, papaGaps } from './query.mjs';

const text = (word) => [word.length, ...Buffer.from(word)];

/** A question as the page packs it: open or answer, its number, the conditions, nothing compared, English. */
const question = (wanted, task, conditions) =>
  Uint8Array.from([wanted, task, conditions.length, ...conditions.flatMap((pair) => pair.flatMap(text)), 0, ...text('en'), 0, 1]);

const content = 2;

/** Opens a file with so many threads, and selects; answers with milliseconds and bytes of wasm memory. */
export async function esteem({ study, file }, workers) {
  const module = new WebAssembly.Module(readFileSync(path.join(sitePath, 'engine_bg.wasm')));
  const threads = [];
  const start = () => {
    const thread = new Worker(new URL('thread.mjs', import.meta.url), { workerData: { module, glue: path.join(sitePath, 'engine.js') } });
    threads.push(thread);
    return thread;
  };
  const began = performance.now();
  // Node lets no thread have a file of another's, so that the bytes are in memory first.
  const blob = new Blob([readFileSync(file)]);
  const lead = start();
  const answered = (message) =>
    new Promise((resolve, reject) => {
      const hear = ([name, value]) => {
        if (name === 'help') {
          const channels = Array.from({ length: Math.min(value, workers - 1) }, () => new MessageChannel());
          for (const { port1 } of channels) start().postMessage(['member', port1], [port1]);
          const ports = channels.map(({ port2 }) => port2);
          lead.postMessage(['helpers', ...ports], ports);
        }
        const kind = name === 'reply' ? new Uint8Array(value)[0] : undefined;
        if (name === 'broke' || kind > content) reject(new Error(`the engine says ${name} ${value} ${kind}`));
        if (kind !== content) return;
        lead.off('message', hear);
        resolve();
      };
      lead.on('message', hear);
      lead.postMessage(message);
    });
  await answered([question(0, 1, []), new Uint8Array(readFileSync(study)), blob, undefined]);
  const open = performance.now() - began;
  const again = performance.now();
  await answered([question(1, 2, [['region', 'North']])]);
  const select = performance.now() - again;
  const sizes = threads.map((thread) => {
    const told = new Promise((resolve) => {
      thread.on('message', ([name, value]) => {
        if (name === 'memory') resolve(value);
      });
    });
    thread.postMessage('memory');
    return told;
  });
  const memory = (await Promise.all(sizes)).reduce((all, size) => all + size, 0);
  await Promise.all(threads.map((thread) => thread.terminate()));
  return { open, select, memory };
}

/** The query from the file, loading the table, and the query on the table. */
export async function duckdb({ file }, modules) {
  const require = createRequire(path.join(modules, 'x.js'));
  const folder = path.dirname(require.resolve('@duckdb/duckdb-wasm'));
  const duck = require(path.join(folder, 'duckdb-node-blocking.cjs'));
  const bundle = (name) => ({ mainModule: path.join(folder, `duckdb-${name}.wasm`), mainWorker: '' });
  const bindings = await duck.createDuckDB({ mvp: bundle('mvp'), eh: bundle('eh') }, new duck.VoidLogger(), duck.NODE_RUNTIME);
  await bindings.instantiate();
  const connection = bindings.connect();
  const time = (sql) => {
    const began = performance.now();
    connection.query(sql);
    return performance.now() - began;
  };
  const from = `read_csv('${file}')`;
  const open = time(gaps(from));
  const load = time(`CREATE TABLE answers AS SELECT * FROM ${from}`);
  const select = time(gaps('answers', filter));
  connection.close();
  bindings.reset();
  return { open, load, select };
}

/** The same columns read by PapaParse. */
export async function papaparse({ file }, modules) {
  const Papa = createRequire(path.join(modules, 'x.js'))('papaparse');
  const began = performance.now();
  await papaGaps(Papa, createReadStream(file));
  return { open: performance.now() - began };
}
