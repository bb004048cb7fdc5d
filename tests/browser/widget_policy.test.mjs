// The questionnaire under a website's policy: it needs scripts and wasm, and what else is forbidden costs it nothing that can be had.

import assert from 'node:assert/strict';
import {
  answerAll, begin, choose, events, hearEvents, hostPage, kept, plainForm, said, stands, tinyStudy, until, usualPage, widgetTest,
  within,
} from './widget_harness.mjs';

const strictest = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'";

/** The study inside the element, as data that no policy counts as a script. */
const inline = (study) =>
  hostPage(`<esteem-survey><script type="application/json">${JSON.stringify(study).replaceAll('<', '\\u003c')}</script>${plainForm}</esteem-survey>`);

const refusedRequest = [/connect-src/, /Fetch API cannot load/, /Refused to connect/];

widgetTest('under the strictest policy that lets wasm run, the code comes as a script', {
  policy: strictest,
  html: inline(tinyStudy()),
  expects: refusedRequest,
  prepare: hearEvents,
}, async ({ page, site, faults }) => {
  await begin(page);
  assert.ok(site.requests.some((address) => address.startsWith('/esteem-survey-bytes.js')));
  await choose(page, 'wait', 2);
  await until(async () => (await kept(page))?.length === 1, 'nothing was kept');
  await answerAll(page);
  if (await within(page, '[data-screen="finished"]').count()) assert.equal((await events(page, 'esteem-response')).length, 1);
  assert.ok(faults.every((fault) => /esteem-survey_bg\.wasm|connect-src/.test(fault)), faults.join('\n'));
});

widgetTest('the looks come under a policy without any style', { policy: strictest, html: inline(tinyStudy()), expects: refusedRequest }, async ({ page }) => {
  await stands(page);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('esteem-survey')).display), 'block');
  const padding = await page.evaluate(() => getComputedStyle(document.querySelector('esteem-survey').shadowRoot.querySelector('.page')).padding);
  assert.equal(padding, '16px');
});

widgetTest('with requests to its own origin allowed, nothing at all is refused', {
  policy: `${strictest}; connect-src 'self'`,
}, async ({ page, site }) => {
  await begin(page);
  assert.ok(site.requests.every((address) => !address.startsWith('/esteem-survey-bytes.js')), 'the code is not got twice');
});

widgetTest('a collector that the policy does not allow is told as not reached, and the answers stay', {
  policy: `${strictest}; connect-src 'self'`,
  expects: refusedRequest,
}, async ({ page, collector }) => {
  await answerAll(page);
  await stands(page, 'finished');
  await until(async () => /not sent yet|尚未|还没/.test(await said(page)), 'it is not said that nothing was sent');
  assert.equal(collector.log.length, 0);
  assert.equal((await kept(page)).length, 1);
});

widgetTest('where wasm is forbidden, the plain form stands at once and nothing else is asked for', {
  policy: "default-src 'none'; script-src 'self'; connect-src 'self'",
  expects: [/wasm-eval/, /WebAssembly/],
  prepare: hearEvents,
  waits: false,
}, async ({ page, site }) => {
  await page.getByRole('button', { name: 'Send' }).waitFor();
  assert.deepEqual(await events(page), [{ type: 'esteem-trouble', detail: { reason: 'wasm' } }]);
  assert.ok(site.requests.every((address) => !/_bg\.wasm|bytes/.test(address)), site.requests.join(' '));
});

widgetTest('where wasm is forbidden and there is no form, a sentence says so in the language of the page', {
  policy: "script-src 'self'",
  html: usualPage.replace(plainForm, '').replace('lang="en"', 'lang="zh-Hans"'),
  expects: [/wasm-eval/, /WebAssembly/],
  waits: false,
}, async ({ page }) => {
  await stands(page, 'trouble');
  assert.match(await said(page), /无法显示/);
});

widgetTest('a browser without wasm shows the plain form', {
  prepare: (page) => page.addInitScript(() => delete globalThis.WebAssembly),
  waits: false,
}, async ({ page }) => {
  await page.getByRole('button', { name: 'Send' }).waitFor();
  const isSent = await page.evaluate(() => {
    const submit = new SubmitEvent('submit', { bubbles: true, cancelable: true });
    return document.querySelector('esteem-survey form').dispatchEvent(submit);
  });
  assert.ok(isSent, 'nothing keeps the form of the page from being sent');
});

/* Another page in a frame, where wasm cannot run */

const frameStudy = (path) => usualPage.replace('study=', `frame="${path}" study=`);
const answering = `<!doctype html><script>
  parent.postMessage({ type: 'esteem-ready' }, '*');
  parent.postMessage({ type: 'esteem-height', height: 321 }, '*');
</script><p>From the frame</p>`;
const noWasm = (page) => page.addInitScript(() => delete globalThis.WebAssembly);

widgetTest('a frame that answers is shown, as high as it says', {
  html: frameStudy('/framed.html'),
  answers: { '/framed.html': { body: answering } },
  prepare: noWasm,
  waits: false,
}, async ({ page }) => {
  const frame = page.locator('esteem-survey iframe');
  await frame.waitFor();
  await until(async () => (await frame.boundingBox())?.height === 321, 'it is not as high as it says');
  assert.ok(await frame.getAttribute('title'));
  assert.equal(await page.getByRole('button', { name: 'Send' }).isVisible(), false);
});

widgetTest('a frame that does not answer gives way to the form', {
  html: frameStudy('/framed.html'),
  answers: { '/framed.html': { body: '<!doctype html><p>something else</p>' } },
  prepare: noWasm,
  waits: false,
}, async ({ page }) => {
  await page.getByRole('button', { name: 'Send' }).waitFor();
  assert.equal(await page.locator('esteem-survey iframe').count(), 0);
});

widgetTest('a frame whose address runs code is not opened', {
  html: frameStudy('javascript:parent.document.title=1'),
  prepare: noWasm,
  waits: false,
}, async ({ page }) => {
  await page.getByRole('button', { name: 'Send' }).waitFor();
  assert.equal(await page.title(), 'A company');
});

widgetTest('what is typed in the element is no shortcut of the page', {
  html: usualPage.replace('</head>', '<script src="/shortcuts.js"></script></head>'),
  answers: { '/shortcuts.js': { body: "globalThis.keys = 0; for (const type of ['keydown', 'keypress', 'keyup']) addEventListener(type, () => (keys += 1));" } },
}, async ({ page }) => {
  await begin(page);
  await within(page, 'input[name="wait"]').first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('a');
  assert.equal(await page.evaluate(() => keys), 0);
});
