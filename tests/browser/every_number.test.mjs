// Every number of every view is one of the command's report of the same selection: the table beside each figure is walked row by
// row, and each of its numbers is looked for, to the last digit, in that part of the report that the row is about.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { browserTest, choose, commandPath, realData, root } from './harness.mjs';

const fixture = (name) => path.join(root, 'crates/analysis/tests/reference', name);
const example = (name) => path.join(root, 'examples', name);
const report = (...words) =>
  JSON.parse(execFileSync(commandPath, ['report', ...words, '--json'], { maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] }));

/** The part of a report that a view is about; all of it where rows gather several parts. */
const parts = {
  gaps: ({ touchpoints, dimensions, overall_gap }) => [...touchpoints, ...dimensions, { ...overall_gap, name: { en: 'all together' } }],
  needs: ({ needs }) => needs,
  states: ({ states }) => states,
  zones: ({ zones }) => zones,
  overall: ({ overall }) => overall,
  distributions: ({ answers }) => answers,
  answers: ({ answers }) => answers,
};

/** Every number within a value. */
function numbers(value, found = new Set()) {
  if (typeof value === 'number') found.add(value);
  else if (value && typeof value === 'object') for (const inner of Object.values(value)) numbers(inner, found);
  return found;
}

/** The objects within a value that bear a name. */
function named(value, name) {
  if (!value || typeof value !== 'object') return [];
  const own = [value.name?.en, value.text?.en].includes(name) ? [value] : [];
  return [...own, ...Object.values(value).flatMap((inner) => named(inner, name))];
}

/** The rows of a table of the page: the name and the numbers of each, in full precision. */
const rows = (page, table) =>
  page.locator(`[data-table="${table}"] tbody tr`).evaluateAll((found) =>
    found.map((row) => ({
      name: row.querySelector('th').textContent,
      values: [...row.querySelectorAll('td')].map((cell) => (cell.dataset.value === undefined ? undefined : Number(cell.dataset.value))),
    })),
  );

/** Checks the tables of all views against the report and answers with the count of numbers. */
async function walk(page, expected) {
  const counts = {};
  const routes = await page.locator('#app nav [data-route]').evaluateAll((links) => links.map((link) => link.dataset.route));
  for (const route of routes.filter((name) => parts[name])) {
    await page.locator(`#app nav [data-route="${route}"]`).click();
    await page.locator(`[data-table="${route}"]`).first().waitFor();
    for (const table of route === 'gaps' ? ['gaps', 'distributions'] : [route]) {
      const part = parts[table](expected);
      const all = numbers(part);
      for (const { name, values } of await rows(page, table)) {
        const about = named(part, name).map((object) => numbers(object));
        const known = values.filter((value) => value !== undefined);
        const fits = (found) => known.every((value) => found.has(value));
        assert.ok(
          about.length ? about.some(fits) : fits(all),
          `${table}, ${name}: ${known.filter((value) => !all.has(value))} of ${known} is not in the report`,
        );
        counts[table] = (counts[table] ?? 0) + known.length;
      }
      assert.ok(counts[table] > 0, `${table} has no number`);
    }
  }
  return counts;
}

const say = (t, what, counts) => {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  t.diagnostic(`${what}: ${total} numbers (${Object.entries(counts).map(([table, count]) => `${table} ${count}`).join(', ')})`);
};

browserTest('the café: every number of every view is the command’s', {}, async ({ page, t }) => {
  await page.locator('#app .sentence').first().waitFor();
  say(t, 'café', await walk(page, report(example('cafe.study.json'), example('cafe.responses.csv'))));
});

browserTest('real users of kiosks: every number of every view is the command’s', {}, async ({ page, t }) => {
  const responses = realData(t, 'kiosk_servqual_kano_ipa.csv');
  if (!responses) return;
  const files = { study: fixture('kiosk.study.json'), responses, mapping: fixture('kiosk.mapping.json') };
  await choose(page, files);
  await page.locator('dialog[open] [data-action="show"]').click();
  await page.locator('[data-base="211"]').waitFor();
  say(t, 'kiosk', await walk(page, report(files.study, responses, '--map', files.mapping)));
});

browserTest('a selection: every number is the command’s with that filter', { path: '/#/?where=guest%3Dregular&where=state%3Dswing' }, async ({ page, t }) => {
  await page.locator('#app .sentence').first().waitFor();
  const filter = ['--where', 'guest=regular', '--where', 'state=swing'];
  say(t, 'swinging regulars', await walk(page, report(example('cafe.study.json'), example('cafe.responses.csv'), ...filter)));
});

browserTest('side by side: each column is the command’s report with that filter', { path: '/#/gaps?by=time' }, async ({ page, t }) => {
  const columns = ['morning', 'lunch', 'afternoon'];
  await page.locator('.is-compared').first().waitFor();
  const reports = columns.map((value) => report(example('cafe.study.json'), example('cafe.responses.csv'), '--where', `time=${value}`));
  let count = 0;
  for (const route of ['gaps', 'needs', 'states', 'zones', 'overall']) {
    await page.locator(`#app nav [data-route="${route}"]`).click();
    await page.locator(`[data-table="${route}"]`).first().waitFor();
    for (const { name, values } of await rows(page, route)) {
      assert.equal(values.length, columns.length, `${route}, ${name}`);
      for (const [i, value] of values.entries()) {
        if (value === undefined) continue;
        const part = parts[route](reports[i]);
        const about = named(part, name);
        assert.ok(numbers(about.length ? about : part).has(value), `${route}, ${name}, ${columns[i]}: ${value}`);
        count += 1;
      }
    }
  }
  t.diagnostic(`${count} numbers in three columns`);
  assert.ok(count > 100);
});
