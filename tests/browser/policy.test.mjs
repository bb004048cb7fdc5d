// The page's policy: it refuses what the page never does, and the page never does what it refuses.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserTest, open } from './harness.mjs';

const stands = (page) => page.locator('#app [data-base]').first().waitFor();

browserTest('every view stands without a breach of the policy, and nothing leaves the page', {}, async ({ page }) => {
  await stands(page);
  const routes = await page.locator('#app [data-route]').evaluateAll((links) => links.map((link) => link.dataset.route));
  assert.ok(routes.length > 4, `only ${routes}`);
  for (const route of routes) {
    await page.locator(`#app [data-route="${route}"]`).click();
    await page.locator(`#app [data-route="${route}"][aria-current="page"]`).waitFor();
    await page.locator('#app h2, #app .headline').first().waitFor();
  }
  assert.equal(await page.locator('[data-requests]').getAttribute('data-requests'), '0');
});

test('text becomes markup, a script or a worker only through the one policy of the shell', async () => {
  const { page, faults, close } = await open();
  try {
    await stands(page);
    const refused = await page.evaluate(() => {
      const attempts = {
        markup: () => (document.createElement('div').innerHTML = '<b>'),
        script: () => (document.createElement('script').text = '1'),
        worker: () => new Worker('worker.js'),
        'another policy': () => trustedTypes.createPolicy('other', {}),
        'the same policy again': () => trustedTypes.createPolicy('esteem', {}),
        'a drawing that is none': () => esteem.drawing(document.createElement('div'), '<svg><script>1</script></svg>'),
        'a drawing that acts': () => esteem.drawing(document.createElement('div'), '<svg onload="1"></svg>'),
      };
      return Object.entries(attempts).filter(([, attempt]) => {
        try {
          attempt();
          return false;
        } catch (error) {
          return error instanceof TypeError;
        }
      }).map(([name]) => name);
    });
    assert.deepEqual(refused, [
      'markup',
      'script',
      'worker',
      'another policy',
      'the same policy again',
      'a drawing that is none',
      'a drawing that acts',
    ]);
    assert.ok(faults.length > 0 && faults.every((fault) => /trusted-?types|TrustedHTML|TrustedScript|Trusted Type/i.test(fault)), faults.join('\n'));
  } finally {
    await close();
  }
});

test('a request for another place is counted and shown', async () => {
  const { page, close } = await open({ bypassCSP: true, path: '/#/method' });
  try {
    await page.locator('[data-requests="0"]').waitFor();
    await page.evaluate(() => fetch('http://127.0.0.1:9/').catch(() => undefined));
    await page.locator('[data-requests="1"]').waitFor();
  } finally {
    await close();
  }
});
