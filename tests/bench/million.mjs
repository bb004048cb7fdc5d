// A million responses from bytes to the complete overview, and another filter: Esteem beside DuckDB-Wasm and PapaParse, from the same
// file, turn and turn about, in Node and in Chromium.
//
// The others do less: DuckDB-Wasm answers one query, 24 mean gaps by group, and PapaParse reads the columns and adds those gaps up.
// Esteem imports with every check, counts all tables, and makes the report with its intervals and words. A database and a page stand
// before the clock runs; Esteem's workers do not.
//
//   node tests/bench/million.mjs [ROUNDS] [ROWS…]      after `cargo xtask build --release`, or by `cargo xtask bench million`

import { execFileSync } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { launch, target } from '../browser/harness.mjs';
import * as chromium from './million/chromium.mjs';
import * as node from './million/node.mjs';
import { installed, median } from './packages.mjs';

const rounds = Number(process.argv[2] ?? 5);
const sizes = process.argv.length > 3 ? process.argv.slice(3).map(Number) : [1_000, 10_000, 100_000, 1_000_000];
const workers = Math.min(4, os.availableParallelism());
const names = ['@duckdb/duckdb-wasm', 'papaparse'];

/** The study and the files, written by a rule, so that every machine measures the same bytes. */
async function files() {
  const command = process.env.ESTEEM_MILLION ?? path.join(target, 'release/examples/million');
  const folder = path.join(target, 'bench/million');
  await mkdir(folder, { recursive: true });
  const write = (name, ...words) => {
    const file = path.join(folder, name);
    if (!existsSync(file)) execFileSync(command, words, { stdio: ['ignore', openSync(file, 'w'), 'inherit'] });
    return file;
  };
  const study = write('study.json', 'study');
  return sizes.map((rows) => ({ study, rows, file: write(`${rows}.csv`, 'answers', String(rows)) }));
}

const seconds = (values) => {
  const of = (value) => (value / 1000).toFixed(value < 1000 ? 3 : 2);
  return `${of(median(values))} (${of(Math.min(...values))} to ${of(Math.max(...values))})`;
};

/** The median of the ratios of rounds, and their range. */
const ratio = (theirs, ours) => {
  const all = theirs.map((value, round) => value / ours[round]);
  return `${median(all).toFixed(2)} (${Math.min(...all).toFixed(2)} to ${Math.max(...all).toFixed(2)})`;
};

const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);

async function compare(place, given, modules, browser) {
  const runs = {
    [`Esteem, ${workers} workers`]: () => place.esteem(given, workers),
    'Esteem, 1 worker': () => place.esteem(given, 1),
    'DuckDB-Wasm': () => place.duckdb(given, modules, browser),
    PapaParse: () => place.papaparse(given, modules, browser),
  };
  const found = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(runs)) found[name].push(await run());
  }
  return found;
}

const column = (runs, name) => runs.map((run) => run[name]);

const modules = await installed(...names);
const version = async (name) => JSON.parse(await readFile(path.join(modules, name, 'package.json'), 'utf8')).version;
const all = await files();
const browser = await launch();
const versions = await Promise.all(names.map(async (name) => `${name} ${await version(name)}`));
const machine = `${os.availableParallelism()} cores (${os.cpus()[0]?.model ?? 'unknown'})`;
console.log(`${machine}, Node ${process.versions.node}, Chromium ${browser.version()}, ${versions.join(', ')}; ${rounds} rounds`);
try {
  for (const [where, place] of [['Chromium', chromium], ['Node', node]]) {
    const costs = [];
    for (const given of all) {
      const found = await compare(place, given, modules, browser);
      const [ours] = Object.values(found);
      const most = given === all.at(-1);
      if (most) {
        console.log(`\n## ${where}, ${given.rows} responses\n`);
        row('', 'from the file, s', 'another filter, s', 'wasm memory, MB');
        row('---', '---', '---', '---');
        for (const [name, runs] of Object.entries(found)) {
          const select = runs[0].select === undefined ? '' : seconds(column(runs, 'select'));
          const memory = runs[0].memory === undefined ? '' : (Math.max(...column(runs, 'memory')) / 1e6).toFixed(0);
          row(name, seconds(column(runs, 'open')), select, memory);
        }
        row('DuckDB-Wasm, loading the table', seconds(column(found['DuckDB-Wasm'], 'load')), '', '');
        console.log(`\nDuckDB-Wasm's query from the file takes ${ratio(column(found['DuckDB-Wasm'], 'open'), column(ours, 'open'))} times as long as Esteem's overview;`);
        console.log(`PapaParse ${ratio(column(found.PapaParse, 'open'), column(ours, 'open'))} times;`);
        console.log(`DuckDB-Wasm's query of its table takes ${ratio(column(found['DuckDB-Wasm'], 'select'), column(ours, 'select'))} times as long as Esteem's other filter.`);
      }
      costs.push([given.rows, ...Object.values(found).map((runs) => median(column(runs, 'open')))]);
    }
    console.log(`\n### ${where}: microseconds for each response, from the file\n`);
    const names = [`Esteem, ${workers} workers`, 'Esteem, 1 worker', 'DuckDB-Wasm', 'PapaParse'];
    row('responses', ...names);
    row('---:', ...names.map(() => '---:'));
    for (const [rows, ...times] of costs) row(rows, ...times.map((ms) => ((ms * 1000) / rows).toFixed(2)));
  }
} finally {
  await browser.close();
}
