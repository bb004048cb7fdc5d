// A browser as slow as a phone, with nothing of its driver inside the pages that it opens: what a driver puts there, and what it has
// the page note of every request, would be counted as time of the page.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromiumPath, launchArguments } from '../browser/harness.mjs';

/** A network and a processor as Lighthouse gives to phones, and a window of such a phone. */
const network = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
export const slowdown = 4;
/** The end of one page takes nothing from the beginning of the next. */
const rest_ms = 1000;
const screen = { width: 412, height: 823, deviceScaleFactor: 1.75, mobile: true };

/** Starts a browser; `visit(address, until)` opens an address in a fresh profile and closes it when the promise is kept. */
export async function phone() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'esteem-phone-'));
  const flags = [...launchArguments, '--headless=new', '--remote-debugging-pipe', `--user-data-dir=${folder}`];
  const browser = spawn(chromiumPath(), flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const [, , , to, from] = browser.stdio;
  const waiting = new Map();
  let count = 0;
  let rest = '';
  from.setEncoding('utf8').on('data', (text) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop();
    for (const { id, result, error } of messages.map((message) => JSON.parse(message))) {
      const [keep, fail] = waiting.get(id) ?? [];
      waiting.delete(id);
      if (error) fail?.(new Error(error.message));
      else keep?.(result);
    }
  });
  const ask = (method, params = {}, sessionId = undefined) =>
    new Promise((keep, fail) => {
      waiting.set((count += 1), [keep, fail]);
      to.write(`${JSON.stringify({ id: count, method, params, sessionId })}\0`);
    });

  async function visit(address, until) {
    const { browserContextId } = await ask('Target.createBrowserContext');
    try {
      const { targetId } = await ask('Target.createTarget', { url: 'about:blank', browserContextId });
      const { sessionId } = await ask('Target.attachToTarget', { targetId, flatten: true });
      await ask('Emulation.setDeviceMetricsOverride', screen, sessionId);
      await ask('Emulation.setCPUThrottlingRate', { rate: slowdown }, sessionId);
      await ask('Network.enable', {}, sessionId);
      await ask('Network.setCacheDisabled', { cacheDisabled: true }, sessionId);
      await ask('Network.emulateNetworkConditions', network, sessionId);
      await ask('Page.navigate', { url: address }, sessionId);
      return await until;
    } finally {
      await ask('Target.disposeBrowserContext', { browserContextId });
      await setTimeout(rest_ms);
    }
  }

  async function close() {
    const gone = new Promise((done) => browser.once('exit', done));
    browser.kill();
    await gone;
    await rm(folder, { recursive: true, force: true });
  }

  return { visit, close };
}
