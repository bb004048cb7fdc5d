// From the tag to the first question, whatever is missing, slow or wrong on the way; and from the page again without a trace.

import assert from 'node:assert/strict';
import {
  begin, choose, events, hearEvents, hostPage, kept, plainForm, press, said, stands, tinyStudy, until, usualPage, widgetTest, within,
} from './widget_harness.mjs';

/** The browser itself logs what it could not get. */
const failed = [/Failed to load resource/];
const formless = usualPage.replace(plainForm, '');
const formStands = (page) => page.getByRole('button', { name: 'Send' }).waitFor();

/* The study */

for (const [what, answer] of [['is missing', { status: 404 }], ['cannot be had from a broken server', { status: 500 }]]) {
  widgetTest(`a study that ${what} is told, and got by another try`, {
    answers: { '/tiny.study.json': { ...answer, n: 1 } },
    expects: failed,
    waits: false,
    prepare: hearEvents,
  }, async ({ page }) => {
    await stands(page, 'trouble');
    assert.match(await said(page), /could not be loaded/i);
    await formStands(page);
    await press(page, 'retry');
    await stands(page, 'questions').catch(() => begin(page));
    assert.deepEqual((await events(page)).map(({ type, detail }) => [type, detail.reason]), [
      ['esteem-trouble', 'study'],
      ['esteem-ready', undefined],
    ]);
  });
}

widgetTest('without a network a sentence stands, and the network brings the questions', {
  html: formless,
  answers: { '/tiny.study.json': { status: 503, n: 1 } },
  expects: failed,
  waits: false,
}, async ({ page, context }) => {
  await stands(page, 'trouble');
  await context.setOffline(true);
  await context.setOffline(false);
  await begin(page);
});

widgetTest('a slow study is waited for, first in silence, then in words', {
  html: formless,
  answers: { '/tiny.study.json': { delay_ms: 12_000 } },
  waits: false,
}, async ({ page }) => {
  const loading = within(page, '[data-screen="loading"]');
  await loading.waitFor();
  assert.match(await said(page), /Loading/);
  await until(async () => /longer/.test(await said(page)), 'nothing is said of the wait');
  await page.waitForTimeout(3000);
  await begin(page);
});

widgetTest('a study that comes at once shows no word of loading', { waits: false, prepare: (page) => page.addInitScript(() => {
  globalThis.seen = [];
  customElements.whenDefined('esteem-survey').then(() => {
    const { shadowRoot } = document.querySelector('esteem-survey');
    new MutationObserver(() => seen.push(shadowRoot.textContent)).observe(shadowRoot, { childList: true, subtree: true });
  });
}) }, async ({ page }) => {
  await begin(page);
  const seen = await page.evaluate(() => globalThis.seen);
  assert.ok(seen.length > 0 && seen.every((text) => !/Loading/.test(text)), seen[0]);
});

for (const [what, study] of [
  ['is no JSON', 'Not found, but with status 200'],
  ['is JSON of another kind', '[1, 2]'],
  ['lacks what it must have', { ...tinyStudy(), scales: [] }],
  ['is of a version to come', { ...tinyStudy(), format: 'esteem-study/2' }],
]) {
  widgetTest(`a study that ${what} is refused in words`, {
    studies: { 'tiny.study.json': study },
    waits: false,
    prepare: hearEvents,
  }, async ({ page }) => {
    await stands(page, 'trouble');
    const text = await within(page, '[data-screen="trouble"]').innerText();
    assert.ok(text.trim().length > 20, text);
    assert.equal((await events(page, 'esteem-trouble')).length, 1);
    assert.equal(await kept(page), undefined);
  });
}

/* The parts */

const oldParts = { body: "export const build = 'old', make = () => {}, css = '', device = () => {};" };

for (const [what, answers, times = 1] of [
  ['the parts are missing', { '/esteem-survey-parts.js': { status: 404 } }],
  ['the parts are of another build under each name', { '/esteem-survey-parts.js': oldParts }, 2],
  ['the code is missing in both its forms', { '/esteem-survey_bg.wasm': { status: 404 }, '/esteem-survey-bytes.js': { status: 404 } }],
]) {
  widgetTest(`where ${what}, the plain form stands`, { answers, expects: failed, waits: false }, async ({ page }) => formStands(page));
  widgetTest(`where ${what} and there is no form, another try is offered`, {
    answers: Object.fromEntries(Object.entries(answers).map(([path, answer]) => [path, { ...answer, n: times }])),
    html: formless,
    expects: failed,
    waits: false,
  }, async ({ page }) => {
    await stands(page, 'trouble');
    await press(page, 'retry');
    await begin(page);
  });
}

for (const [name, old] of [['esteem-survey-parts.js', oldParts], ['esteem-survey_bg.wasm', { body: '\0asm\x01\0\0\0' }]]) {
  widgetTest(`an ${name} of another build, left in a cache, is got anew`, {
    answers: { [`/${name}`]: { ...old, n: 1 } },
  }, async ({ page, site }) => {
    await begin(page);
    const asked = site.requests.filter((address) => address.startsWith(`/${name}`));
    assert.equal(asked.length, 2);
    assert.match(asked[1], /[?]v=[0-9a-f]{12}/);
    assert.ok(!site.requests.some((address) => address.includes('bytes')));
  });
}

for (const [what, answer] of [
  ['that is missing', { status: 404 }],
  ['that is of another build', { body: '\0asm\x01\0\0\0' }],
  ['that is a page to log in', { body: '<!doctype html>' }],
]) {
  widgetTest(`code ${what} is taken from the script that holds it`, {
    answers: { '/esteem-survey_bg.wasm': answer },
    expects: failed,
  }, async ({ page }) => begin(page));
}

widgetTest('who asks for another try keeps the focus', {
  answers: { '/esteem-survey-parts.js': { status: 404, n: 2 } },
  html: formless,
  expects: failed,
  waits: false,
}, async ({ page }) => {
  const focused = () => page.evaluate(() => document.querySelector('esteem-survey').shadowRoot.activeElement?.className
    || document.querySelector('esteem-survey').shadowRoot.activeElement?.dataset.do);
  await stands(page, 'trouble');
  await within(page, '[data-do="retry"]').focus();
  await page.keyboard.press('Enter');
  await until(async () => (await focused()) === 'retry', 'the button that comes again has no focus');
  await page.keyboard.press('Enter');
  await until(async () => (await focused()) === 'heading', 'what comes has no focus');
});

/* The element */

widgetTest('a field for a number is called by its question and its unit', {
  studies: {
    'tiny.study.json': tinyStudy({
      items: [{
        id: 'told',
        text: { zh: '告诉过几个人？', en: 'How many did you tell?' },
        answer: { kind: 'number', least: 0, most: 100, unit: { zh: '人', en: 'people' } },
      }],
      parts: [{ id: 'after', pages: [{ id: 'one', asks: ['told'] }] }],
    }),
  },
}, async ({ page }) => {
  await begin(page);
  await page.getByRole('textbox', { name: 'How many did you tell? (people)', exact: true }).fill('3');
  await until(async () => (await kept(page))?.length === 1, 'it is not kept');
});

widgetTest('a second copy of the script is let be', {
  html: usualPage.replace('</head>', '<script type="module" src="/esteem-survey.js?copy=2"></script></head>'),
}, async ({ page }) => begin(page));

widgetTest('where the name is taken, nothing happens', {
  html: usualPage.replace('<script type="module"', '<script src="/first.js"></script><script type="module"'),
  answers: { '/first.js': { body: "customElements.define('esteem-survey', class extends HTMLElement {});" } },
  waits: false,
}, async ({ page, site }) => {
  await page.waitForLoadState('networkidle');
  await formStands(page);
  assert.ok(!site.requests.some((address) => address.includes('parts')));
});

widgetTest('a study given as a property before the element is defined, and again after, is shown', {
  html: hostPage('<esteem-survey></esteem-survey>', { head: '<script type="module" src="/give.js"></script>' }),
  answers: { '/give.js': { body: `document.querySelector('esteem-survey').study = ${JSON.stringify(tinyStudy())};` } },
}, async ({ page }) => {
  await begin(page);
  const other = tinyStudy({ id: 'other', title: { en: 'The other one', zh: '另一份' } });
  await page.evaluate((text) => (document.querySelector('esteem-survey').study = text), JSON.stringify(other));
  await until(async () => (await page.locator('esteem-survey').evaluate((host) => host.shadowRoot.textContent)).includes('The other one'));
});

widgetTest('another study in the attribute takes the place of the first', {
  studies: { 'tiny.study.json': tinyStudy(), 'other.study.json': tinyStudy({ title: { en: 'The other one', zh: '另一份' } }) },
}, async ({ page }) => {
  await page.evaluate(() => document.querySelector('esteem-survey').setAttribute('study', '/other.study.json'));
  await until(async () => (await page.locator('esteem-survey').evaluate((host) => host.shadowRoot.textContent)).includes('The other one'));
});

widgetTest('the language follows the attribute, and answers stay', {}, async ({ page }) => {
  await begin(page);
  await choose(page, 'wait', 3);
  await page.evaluate(() => document.querySelector('esteem-survey').setAttribute('lang', 'zh'));
  await until(async () => /等候/.test(await page.locator('esteem-survey').evaluate((host) => host.shadowRoot.textContent)));
  assert.ok(await within(page, 'input[name="wait"][value="3"]').isChecked());
});

widgetTest('moved within the page it goes on as it was', {}, async ({ page, site }) => {
  await begin(page);
  await page.evaluate(() => {
    const host = document.querySelector('esteem-survey');
    host.shadowRoot.querySelector('[data-screen]').dataset.marked = 'yes';
    document.body.append(host);
  });
  await page.waitForTimeout(300);
  assert.equal(await within(page, '[data-marked="yes"]').count(), 1);
  assert.equal(site.requests.filter((address) => address.startsWith('/tiny')).length, 1);
});

/* Gone */

const traces = async (page, debug) => {
  const listenersOf = async (expression) => {
    const { result } = await debug.send('Runtime.evaluate', { expression });
    const { listeners } = await debug.send('DOMDebugger.getEventListeners', { objectId: result.objectId });
    return listeners.map(({ type }) => type).sort();
  };
  return {
    window: await listenersOf('window'),
    document: await listenersOf('document'),
    body: await listenersOf('document.body'),
    globals: await page.evaluate(() => Object.getOwnPropertyNames(globalThis).sort().join()),
    databases: await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)),
    texts: await page.evaluate(() => Object.keys(localStorage)),
    markup: await page.evaluate(() => document.documentElement.outerHTML),
    timers: await page.evaluate(() => timers.size),
  };
};

const countTimers = (page) => page.addInitScript(() => {
  globalThis.timers = new Set();
  const { setTimeout, clearTimeout, setInterval } = globalThis;
  globalThis.setTimeout = (action, ms, ...given) => {
    const timer = setTimeout((...values) => {
      timers.delete(timer);
      action(...values);
    }, ms, ...given);
    timers.add(timer);
    return timer;
  };
  globalThis.clearTimeout = (timer) => {
    timers.delete(timer);
    clearTimeout(timer);
  };
  globalThis.setInterval = (...given) => {
    timers.add('an interval');
    return setInterval(...given);
  };
});

const emptyPage = hostPage('<main></main>');
const put = (page) => page.evaluate(() => {
  const host = document.createElement('esteem-survey');
  host.setAttribute('study', '/tiny.study.json');
  document.querySelector('main').append(host);
  globalThis.kept = new WeakRef(host.shadowRoot);
});

widgetTest('removed before anything was answered it leaves nothing: no listener, timer, global, database or node', {
  html: emptyPage,
  waits: false,
  prepare: countTimers,
}, async ({ page }) => {
  await page.waitForFunction(() => customElements.get('esteem-survey'));
  await page.evaluate(() => (globalThis.kept = undefined));
  const debug = await page.context().newCDPSession(page);
  const before = await traces(page, debug);
  await put(page);
  await begin(page);
  await page.evaluate(() => document.querySelector('esteem-survey').remove());
  await page.waitForTimeout(300);
  assert.deepEqual(await traces(page, debug), before);
  await until(async () => {
    await debug.send('HeapProfiler.collectGarbage');
    return page.evaluate(() => kept.deref() === undefined);
  }, 'the shadow root is still held');
});

widgetTest('taken out while it still loads it stops loading', {
  html: emptyPage,
  answers: { '/tiny.study.json': { hangs: true } },
  waits: false,
  prepare: countTimers,
}, async ({ page }) => {
  await page.waitForFunction(() => customElements.get('esteem-survey'));
  const cancelled = page.waitForEvent('requestfailed', (request) => request.url().includes('tiny'));
  await put(page);
  await within(page, '[data-screen="loading"]').waitFor();
  await page.evaluate(() => document.querySelector('esteem-survey').remove());
  await cancelled;
  assert.equal(await page.evaluate(() => timers.size), 0);
});

widgetTest('taken out and put back it has the answers that were given', {}, async ({ page }) => {
  await begin(page);
  await choose(page, 'wait', 2);
  await page.evaluate(() => {
    const host = document.querySelector('esteem-survey');
    host.remove();
    setTimeout(() => document.body.append(host), 300);
  });
  await page.waitForTimeout(400);
  await begin(page);
  await until(() => within(page, 'input[name="wait"][value="2"]').first().isChecked());
});
