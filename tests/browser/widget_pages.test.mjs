// Every page of every study that ships, as all kinds of people meet it: small and large, light and dark, in forced colours, in both
// languages, translated by a browser, with eyes and without.

import assert from 'node:assert/strict';
import { axe, full, screenshot } from './harness.mjs';
import { choose, hostPage, isChosen, openWidget, press, stands, within } from './widget_harness.mjs';
import { assertSeen, focused, shipped, throughAll } from './widget_walk.mjs';
import { test } from 'node:test';

const names = ['customer', 'customer-pulse', 'cafe'];

/** 400 % zoom of a window of 1280 by 1024 pixels is a window of 320 by 256. */
const variants = [
  { name: '1280', width: 1280, height: 900 },
  { name: '390', width: 390, height: 844 },
  { name: '320', width: 320, height: 640 },
  { name: 'zoom', width: 320, height: 256 },
  { name: 'dark', width: 1000, height: 900, colorScheme: 'dark' },
  { name: 'forced', width: 1000, height: 900, forcedColors: 'active' },
];

const dark = '<style>:root { color-scheme: light dark }</style>';

async function openStudy(name, language, { width, height, colorScheme, forcedColors, prepare }) {
  const study = await shipped(name);
  return openWidget({
    html: hostPage(`<esteem-survey study="/s.study.json" lang="${language}"></esteem-survey>`, { lang: language, head: dark }),
    studies: { 's.study.json': study },
    width,
    height,
    prepare: async (page, site) => {
      await page.emulateMedia({ colorScheme, forcedColors });
      await prepare?.(page, site);
    },
  });
}

/** What sticks out of the window, or of its own frame. */
const overflow = (page) => page.evaluate(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const inside = [...document.querySelector('esteem-survey').shadowRoot.querySelectorAll('.page *')];
  const wide = inside.filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'hidden'
    && element.clientWidth > 1 && getComputedStyle(element).display !== 'inline');
  return { page: scrollWidth - clientWidth, inside: wide.map((element) => element.className || element.localName) };
});

for (const name of names) {
  for (const language of ['zh', 'en']) {
    for (const variant of variants) {
      const isSample = (name === 'customer-pulse' && ['390', '320', 'forced'].includes(variant.name)) || (name === 'customer' && variant.name === '1280');
      if (!full && !(isSample && (language === 'zh') === (variant.name !== '390'))) continue;
      test(`every page of ${name}, ${language}, ${variant.name}: nobody is kept out`, { timeout: 240_000 }, async () => {
        const { page, assertQuiet, close } = await openStudy(name, language, variant);
        try {
          await throughAll(page, async (number) => {
            const where = `${name} ${language} ${variant.name} page ${number}`;
            assert.deepEqual(await axe(page), [], where);
            assert.deepEqual(await overflow(page), { page: 0, inside: [] }, where);
            await screenshot(page, `questionnaire-${name}-${language}-${variant.name}-${String(number).padStart(2, '0')}`);
          });
          assertQuiet();
        } finally {
          await close();
        }
      });
    }
  }
}

/** Counts what is spoken: what changes in live regions, and what gets the focus. */
const listenIn = () => {
  globalThis.spoken = [];
  addEventListener('esteem-ready', ({ target }) => {
    const { shadowRoot } = target;
    const texts = new WeakMap();
    new MutationObserver(() => {
      for (const region of shadowRoot.querySelectorAll('[role=status], [role=alert], [aria-live]')) {
        if (texts.get(region) !== region.textContent && region.textContent) globalThis.spoken.push(region.textContent);
        texts.set(region, region.textContent);
      }
    }).observe(shadowRoot, { childList: true, subtree: true, characterData: true });
    shadowRoot.addEventListener('focusin', (event) => globalThis.spoken.push(`focus ${event.target.className} ${event.target.textContent}`));
  });
};

for (const name of full ? names : ['customer-pulse']) {
  test(`each page of ${name} is announced once, by its heading, and the focus can be seen`, { timeout: 240_000 }, async () => {
    const prepare = (page) => page.addInitScript(listenIn);
    const { page, assertQuiet, close } = await openStudy(name, 'en', { width: 390, height: 844, prepare });
    try {
      let before;
      await throughAll(page, async (number) => {
        const spoken = await page.evaluate(() => globalThis.spoken.splice(0));
        const pages = spoken.filter((text) => text.startsWith('focus heading'));
        if (number > 0) assert.equal(pages.length, 1, `page ${number}: ${JSON.stringify(spoken)}`);
        assert.notEqual(pages[0] ?? 'first', before, 'another page, another heading');
        if (number > 0) assert.equal((await focused(page)).localName, 'h2');
        before = name === 'customer-pulse' ? pages[0] : undefined;
        // From the heading on, every stop can be seen.
        for (let stop = 0; stop < 4; stop += 1) {
          await page.keyboard.press('Tab');
          const focus = await focused(page);
          if (!focus) break;
          assertSeen(focus);
        }
      });
      assertQuiet();
    } finally {
      await close();
    }
  });
}

/** What a page translator of a browser does: every text goes into a `<font>`, and is another text. */
const translate = () => {
  const into = (node) => {
    for (const child of [...node.childNodes]) {
      if (child.nodeType === Node.TEXT_NODE && child.data.trim() && !['STYLE', 'SCRIPT', 'TEXTAREA'].includes(node.nodeName)) {
        const outer = document.createElement('font');
        const inner = document.createElement('font');
        outer.append(inner);
        node.replaceChild(outer, child);
        inner.append(`«${child.data}»`);
      } else if (child.nodeType === Node.ELEMENT_NODE && child.nodeName !== 'FONT') into(child);
      if (child.shadowRoot) into(child.shadowRoot);
    }
  };
  into(document.body);
};

for (const name of full ? names : ['customer-pulse', 'customer']) {
  test(`a translated page of ${name} loses no answer and troubles nobody`, { timeout: 240_000 }, async () => {
    const { page, assertQuiet, close } = await openStudy(name, 'zh', { width: 1000, height: 900 });
    try {
      await stands(page);
      await page.evaluate(translate);
      await press(page, 'begin');
      const given = [];
      for (let screens = 0; screens < 40; screens += 1) {
        await stands(page, 'questions');
        await page.evaluate(translate);
        const groups = await within(page, 'input[type=radio]').evaluateAll((all) => [...new Map(all.map(({ name, value }) => [name, value]))]);
        for (const [key, value] of groups) {
          if (!(await within(page, `input[name="${key}"]`).first().isVisible())) continue;
          await choose(page, key, value);
          given.push([key, value]);
          await page.evaluate(translate);
        }
        const [tick] = await within(page, 'input[type=checkbox]').evaluateAll((all) => all.map(({ name, value }) => [name, value]));
        if (tick) {
          await choose(page, ...tick);
          given.push(tick);
        }
        // There and back again, with the translator at work: everything is as it was.
        if (screens > 0) {
          await press(page, 'back');
          await page.evaluate(translate);
          await press(page, 'next');
        }
        await page.evaluate(translate);
        for (const [key, value] of given.slice(-groups.length)) {
          if (groups.some(([group]) => group === key)) assert.ok(await isChosen(page, key, value), `${key} is still ${value}`);
        }
        if (await within(page, '[data-do="finish"]').count()) break;
        await press(page, 'next');
      }
      const answered = page.evaluate(() => new Promise((resolve) => addEventListener('esteem-response', ({ detail }) => resolve(detail.response))));
      await press(page, 'finish');
      const { answers } = await answered;
      for (const [key, value] of given) {
        const stored = answers[key];
        const codes = [stored].flat().map((one) => String(one?.missing ?? one?.incident ?? one));
        assert.ok(codes.includes(value), `${key}: ${JSON.stringify(stored)} is ${value}`);
      }
      assertQuiet();
    } finally {
      await close();
    }
  });
}
