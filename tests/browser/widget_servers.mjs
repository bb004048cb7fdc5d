// Two servers for tests of the questionnaire: a website that shows it under its own policy, and a collector that behaves as told.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

async function listen(answer) {
  const server = createServer((request, response) => {
    // A browser that hangs up is no fault of the test.
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

async function bodyOf(request) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces);
}

/**
 * Starts a website whose only page is `html`. The element's files stand in its root, as in the folder `files`.
 *
 * @param {object} options files: the folder of the build · html: the page · policy: its content-security policy ·
 *   studies: by name, an object or a text, at `/NAME` · answers: by path, what is answered instead of the file:
 *   `{ status, headers, body, delay_ms, hangs, n }`, where `n` is for how many requests it holds · passes: by path, the address
 *   that requests are passed on to, as by a company's own front
 * @returns `{ origin, requests, answers, close }`; `requests` are paths in the order they came, and `answers` can be changed
 */
export async function website({ files, html, policy, studies = {}, answers = {}, passes = {} }) {
  const requests = [];
  const held = { ...answers };
  const site = await listen(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    requests.push(request.url);
    if (pathname === '/favicon.ico') return response.writeHead(204).end();
    if (passes[pathname]) {
      const passed = await fetch(passes[pathname], { method: request.method, body: await bodyOf(request) });
      return response.writeHead(passed.status, { 'Content-Type': 'application/json' }).end(await passed.text());
    }
    const type = types[path.extname(pathname)] ?? 'application/octet-stream';
    const send = (status, body, headers) => {
      response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store', ...headers });
      response.end(body);
    };
    const other = held[pathname];
    if (other && (other.n === undefined || other.n-- > 0)) {
      if (other.hangs) return undefined;
      await pause(other.delay_ms ?? 0);
      if (other.status || other.body !== undefined) return send(other.status ?? 200, other.body ?? '', other.headers);
    }
    if (pathname === '/') {
      const rules = policy ? { 'Content-Security-Policy': policy } : {};
      return send(200, html, { 'Content-Type': types['.html'], ...rules });
    }
    const study = studies[pathname.slice(1)];
    if (study !== undefined) return send(200, typeof study === 'string' ? study : JSON.stringify(study));
    const file = path.resolve(files, `.${pathname}`);
    const body = file.startsWith(path.resolve(files)) ? await readFile(file).catch(() => undefined) : undefined;
    return send(body ? 200 : 404, body ?? 'not found');
  });
  return { ...site, requests, answers: held };
}

/**
 * Starts a collector: a table of responses by id, whose first version stays, and an answer for each request.
 *
 * A step of `script` says what happens to one request; after the last step everything is answered as it should be.
 *   `{ status, headers, body, delay_ms }`: answered so, and nothing stored, unless `stores` is true
 *   `{ act }`: `cut` (no answer, nothing stored), `commit-then-cut` (stored, no answer), `half` (stored, half an answer),
 *   `login` (200 with a page to log in), `drip` (stored, the answer comes byte by byte, `delay_ms` apart), `silent` (never any answer)
 *
 * @returns `{ url, script, log, rows, close }`: `log` has one `{ method, headers, body, id }` a request, `rows` maps ids to
 *   the text that was stored; `script` can be added to
 */
export async function collector(script = []) {
  const log = [];
  const rows = new Map();
  const steps = [...script];
  const open = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'Retry-After' };
  const site = await listen(async (request, response) => {
    const body = (await bodyOf(request)).toString('utf8');
    if (request.method === 'OPTIONS') {
      log.push({ method: 'OPTIONS', headers: request.headers, body });
      return response.writeHead(405, open).end();
    }
    const id = readId(body);
    const sha256 = createHash('sha256').update(body).digest('hex');
    log.push({ method: request.method, headers: request.headers, body, id });
    const step = steps.shift() ?? {};
    const isFirst = !rows.has(id);
    const stores = step.stores ?? (step.status === undefined && !['cut', 'login', 'silent'].includes(step.act));
    const isRival = !isFirst && rows.get(id) !== body;
    if (stores && isFirst) rows.set(id, body);
    if (step.act === 'silent') return undefined;
    await pause(step.act === 'drip' ? 0 : (step.delay_ms ?? 0));
    if (step.act === 'cut' || step.act === 'commit-then-cut') return request.socket.destroy();
    const receipt = JSON.stringify({ receipt: { id, sha256, at: new Date().toISOString() } });
    const send = (status, text, headers = {}) => {
      response.writeHead(status, { 'Content-Type': 'application/json', ...open, ...headers });
      response.end(text);
    };
    if (step.act === 'login') return send(200, '<!doctype html><title>Log in</title><form></form>', { 'Content-Type': 'text/html' });
    if (step.act === 'half') {
      response.writeHead(201, { ...open, 'Content-Length': receipt.length });
      response.write(receipt.slice(0, receipt.length / 2));
      await pause(50);
      return response.destroy();
    }
    if (step.act === 'drip') {
      response.writeHead(201, open);
      for (const letter of receipt) {
        response.write(letter);
        await pause(step.delay_ms ?? 5);
      }
      return response.end();
    }
    if (step.status !== undefined) return send(step.status, step.body ?? '', step.headers);
    if (isRival) return send(409, '{"error":"conflict"}');
    return send(isFirst ? 201 : 200, step.body ?? receipt, step.headers);
  });
  return { ...site, url: `${site.origin}/collect`, script: steps, log, rows };
}

function readId(body) {
  try {
    return JSON.parse(body).id;
  } catch {
    return undefined;
  }
}
