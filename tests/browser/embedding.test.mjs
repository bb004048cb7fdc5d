// Every block of HTML and JavaScript in docs/embedding.md, and the example page, in a browser and against a server as a company has it.
// Where the released page has no questionnaire beside it, a stand-in takes its place. ESTEEM_SITE names another folder to look in.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { axe, commandPath, launch, patience_ms, root, sitePath, watch } from './harness.mjs';
import { prepareFake } from './fake_questionnaire.mjs';

const isReal = existsSync(path.join(sitePath, 'esteem-survey.js'));
const text = await readFile(path.join(root, 'docs/embedding.md'), 'utf8');

/** The blocks of a language, in order. */
const blocks = (language) => [...text.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, block]) => block);
const html = blocks('html');
const scripts = blocks('js');
/** The one block that holds these words. */
function block(list, words) {
  const found = list.filter((block) => block.includes(words));
  assert.equal(found.length, 1, `one block holds ${words}`);
  return found[0];
}

const types = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json', '.css': 'text/css' };
const company = (body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>\n${body}`;

/** Opens a company's page in a browser; `body` also gets what was posted to the company's server. */
async function visit(content, body, { allowed = /^$/, ...context } = {}) {
  const posted = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (request.method === 'POST') {
      const parts = [];
      for await (const part of request) parts.push(part);
      posted.push({ pathname, type: request.headers['content-type'], text: Buffer.concat(parts).toString() });
      response.end('Thank you');
      return;
    }
    const inSite = pathname.startsWith('/esteem/') && path.join(sitePath, pathname.slice('/esteem'.length));
    const found = pathname === '/' ? content : inSite && (await readFile(inSite).catch(() => undefined));
    const type = pathname === '/' ? 'text/html' : (types[path.extname(pathname)] ?? 'application/octet-stream');
    // Browsers ask every site for its sign.
    const status = pathname === '/favicon.ico' ? 204 : 404;
    response.writeHead(found ? 200 : status, { 'Content-Type': type });
    response.end(found || '');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await launch();
  try {
    const page = await (await browser.newContext({ locale: 'en', ...context })).newPage();
    page.setDefaultTimeout(patience_ms);
    const origin = `http://127.0.0.1:${server.address().port}`;
    const faults = await watch(page, origin);
    await page.addInitScript(() => addEventListener('esteem-ready', () => (globalThis.isReady = true)));
    if (!isReal) await prepareFake(page);
    await page.goto(origin);
    await body(page, posted);
    assert.deepEqual(faults.filter((fault) => !allowed.test(fault)), []);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

const stands = (page) => page.waitForFunction(() => globalThis.isReady === true);

for (const [i, snippet] of html.entries()) {
  if (!snippet.includes('<esteem-survey')) continue;
  test(`block ${i + 1} of HTML shows a questionnaire: ${snippet.split('\n')[0].slice(0, 60)}`, { timeout: 60_000 }, async () => {
    // The strictest page refuses that the code is fetched, and says so, before it is taken from a script.
    const allowed = snippet.includes('connect-src') || !snippet.includes('application/json') ? /^$/ : /connect-src|Content Security Policy/;
    await visit(company(snippet), stands, { allowed });
  });
}

test('a frame shows a questionnaire, and becomes as high as it is', { timeout: 60_000 }, () =>
  visit(company(`${block(html, '<iframe')}<script>${block(scripts, '#survey')}</script>`), async (page) => {
    await page.frameLocator('#survey').locator('esteem-survey').waitFor();
    await page.waitForFunction(() => document.querySelector('#survey').style.height.endsWith('px'));
    await page.evaluate(() => {
      const { contentWindow: source } = document.querySelector('#survey');
      dispatchEvent(new MessageEvent('message', { source, data: { type: 'esteem-response', id: 'a' } }));
    });
    assert.equal(await page.title(), 'Thank you');
  }));

test('a page takes a response and says so', { timeout: 60_000 }, () =>
  visit(company(`${html[0]}<script>${block(scripts, 'acknowledge')}</script>`), async (page, posted) => {
    await stands(page);
    await page.evaluate(() => {
      const detail = { text: '{"id":"a"}', acknowledge: () => (globalThis.isTaken = true) };
      document.querySelector('esteem-survey').dispatchEvent(new CustomEvent('esteem-response', { bubbles: true, detail }));
    });
    await page.waitForFunction(() => globalThis.isTaken);
    assert.deepEqual(posted.map(({ pathname, text }) => [pathname, text]), [['/answers', '{"id":"a"}']]);
  }));

test('without scripts the form inside the tag is there and is sent', { timeout: 60_000 }, () =>
  visit(company(block(html, '<form')), async (page, posted) => {
    await page.getByLabel('completely satisfied').check();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Thank you').waitFor();
    assert.deepEqual(posted, [{ pathname: '/answers', type: 'application/x-www-form-urlencoded', text: 'study=cafe&O1=5' }]);
  }, { javaScriptEnabled: false }));

test('what the command prints shows a questionnaire', { timeout: 60_000 }, () => {
  const study = path.join(root, 'examples/cafe.study.json');
  const tag = (...more) => execFileSync(commandPath, ['embed', study, '--lang', 'en', ...more], { encoding: 'utf8' });
  return visit(company(tag()), stands).then(() => visit(company(tag('--inline')), stands));
});

test('what a page has fetched early is fetched once', { timeout: 60_000 }, async () => {
  const study = path.join(root, 'examples/cafe.study.json');
  const printed = execFileSync(commandPath, ['embed', study, '--lang', 'en', '--early'], { encoding: 'utf8' });
  const links = block(html, 'modulepreload');
  assert.ok(printed.startsWith(links), printed);
  for (const content of [`${links}${html[0]}`, printed]) {
    await visit(company(content), async (page) => {
      await stands(page);
      const fetched = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname));
      for (const name of ['esteem-survey-parts.js', 'esteem-survey_bg.wasm', 'cafe.study.json']) {
        assert.equal(fetched.filter((pathname) => pathname === `/esteem/${name}`).length, 1, name);
      }
    });
  }
});

test('the example page shows a questionnaire and is open to everybody', { timeout: 60_000 }, async () =>
  visit(await readFile(path.join(root, 'examples/embed.html'), 'utf8'), async (page) => {
    await stands(page);
    assert.deepEqual(await axe(page), []);
  }));

test('the collector gives receipts, keeps each response once, and refuses what is none', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'collector-'));
  await writeFile(path.join(folder, 'collector.mjs'), block(scripts, 'node:http'));
  const port = String(20_000 + (process.pid % 20_000));
  const url = `http://127.0.0.1:${port}/`;
  const send = (body) => fetch(url, { method: 'POST', headers: { 'Content-Type': 'text/plain;charset=UTF-8' }, body });
  const run = async (body) => {
    const collector = spawn(process.execPath, ['collector.mjs'], { cwd: folder, env: { ...process.env, PORT: port } });
    try {
      await Promise.race([once(collector.stdout, 'data'), once(collector, 'exit').then(() => assert.fail('it ended'))]);
      await body();
    } finally {
      collector.kill();
      await once(collector, 'exit');
    }
  };
  const response = (id) => `{\n "format": "esteem-response/1", "id": "${id}", "study": "cafe", "answers": {"O1": 5}\n}`;
  const received = async (id) => {
    const answered = await send(response(id));
    assert.equal(answered.status, 201);
    assert.equal(answered.headers.get('Access-Control-Allow-Origin'), '*');
    const sha256 = createHash('sha256').update(response(id)).digest('hex');
    assert.deepEqual(await answered.json(), { receipt: { id, sha256 } });
  };
  const ids = async () => (await readFile(path.join(folder, 'responses.jsonl'), 'utf8')).trim().split('\n').map((line) => JSON.parse(line).id);
  try {
    await run(async () => {
      for (const id of ['a', 'b', 'a']) await received(id);
      await Promise.all(['e', 'e', 'e'].map(received));
      assert.equal((await send('no JSON')).status, 400);
      assert.equal((await send('null')).status, 422);
      assert.equal((await send(response('a').replace('5', '1'))).status, 409, 'the same id with other answers is no receipt');
      assert.equal((await send('{"format":"esteem-study/1","id":"c"}')).status, 422);
      assert.equal((await send(' '.repeat(1_000_001))).status, 413);
      assert.deepEqual(await ids(), ['a', 'b', 'e']);
    });
    // It knows after a restart what it has.
    await run(() => received('b'));
    assert.deepEqual(await ids(), ['a', 'b', 'e']);
    const report = execFileSync(commandPath, ['report', path.join(root, 'examples/cafe.study.json'), path.join(folder, 'responses.jsonl'), '--json'], { stdio: 'pipe' });
    assert.equal(JSON.parse(report).responses, 3);
  } finally {
    await rm(folder, { recursive: true });
  }
});
