// Where the answers are kept when the browser's database fails: the next rung takes them, and the respondent is told the truth.

import assert from 'node:assert/strict';
import { begin, choose, isChosen, kept, press, said, stands, until, widgetTest, within } from './widget_harness.mjs';

/** What makes the database fail, run in the page before anything else. */
const faults = {
  'is missing': () => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }),
  'is forbidden': () => Object.defineProperty(globalThis, 'indexedDB', {
    get() {
      throw new DOMException('no', 'SecurityError');
    },
  }),
  'refuses to open': () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('no', 'SecurityError');
    };
  },
  'is full': () => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no', 'QuotaExceededError');
    };
  },
  'is full when the transaction is to be complete': () => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...given) {
      const request = put.apply(this, given);
      request.addEventListener('success', () => this.transaction.abort());
      return request;
    };
  },
  'never answers': () => {
    IDBFactory.prototype.open = () => ({});
  },
};

const noTexts = () => {
  for (const name of ['getItem', 'setItem', 'removeItem', 'key']) {
    Storage.prototype[name] = () => {
      throw new DOMException('no', 'QuotaExceededError');
    };
  }
};

const texts = (page) => page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith('esteem/1/')));
const saysKept = async (page) => /^(?!.*not saved).*saved on this device/i.test(await said(page));

for (const [what, fault] of Object.entries(faults)) {
  widgetTest(`when the database ${what}, the small store takes the answers`, { prepare: (page) => page.addInitScript(fault) }, async ({ page }) => {
    await begin(page);
    await choose(page, 'wait', 3);
    await until(() => saysKept(page), 'it does not say that it is saved');
    await until(async () => (await texts(page)).length === 1, 'nothing is in the small store');
    const [[key, text]] = await texts(page);
    assert.equal(key, `esteem/1/${JSON.parse(text).id}`);
    await choose(page, 'wait', 1);
    await until(async () => JSON.parse((await texts(page))[0][1]).rev > JSON.parse(text).rev, 'the change is not kept');
    await page.reload();
    await begin(page);
    await until(() => isChosen(page, 'wait', 1), 'the answer is gone');
  });

  widgetTest(`when the database ${what} and the small store too, it is said that nothing is kept`, {
    prepare: async (page) => {
      await page.addInitScript(fault);
      await page.addInitScript(noTexts);
    },
  }, async ({ page }) => {
    await begin(page);
    await choose(page, 'wait', 3);
    await until(async () => /does not let us save/i.test(await said(page)), 'it is not said');
    assert.equal(await saysKept(page), false);
  });
}

widgetTest('“saved” is said when the transaction is complete and not before', {
  prepare: (page) => page.addInitScript(() => {
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...given) {
      const made = transaction.apply(this, given);
      if (given[1] !== 'readwrite') return made;
      // Open for two seconds by asking again and again.
      const end = performance.now() + 2000;
      const again = () => performance.now() < end && (made.objectStore('responses').count().onsuccess = again);
      again();
      return made;
    };
  }),
}, async ({ page }) => {
  await begin(page);
  const started = Date.now();
  await choose(page, 'wait', 3);
  await until(() => saysKept(page), 'it is never saved');
  assert.ok(Date.now() - started > 1500, `after ${Date.now() - started} ms`);
});

widgetTest('nothing is written before the first answer', {}, async ({ page }) => {
  await begin(page);
  await page.waitForTimeout(300);
  assert.equal(await kept(page), undefined);
  assert.deepEqual(await texts(page), []);
});

widgetTest('a reload brings the answers back', {}, async ({ page }) => {
  await begin(page);
  await choose(page, 'wait', 3);
  await until(() => saysKept(page));
  await page.reload();
  await begin(page);
  await until(() => isChosen(page, 'wait', 3), 'the answer is gone');
  assert.equal((await kept(page)).length, 1);
});

widgetTest('a database that goes away in between is made anew', {}, async ({ page }) => {
  await begin(page);
  await choose(page, 'wait', 3);
  await until(() => saysKept(page));
  // Another page of the site deletes it: the element lets go, so that the other is not kept waiting.
  const took_ms = await page.evaluate(() => new Promise((resolve, reject) => {
    const started = performance.now();
    const asked = indexedDB.deleteDatabase('esteem/1');
    asked.onsuccess = () => resolve(performance.now() - started);
    asked.onerror = reject;
  }));
  assert.ok(took_ms < 2000, `${took_ms} ms`);
  await choose(page, 'wait', 1);
  await until(async () => (await kept(page))?.length === 1, 'it is not kept again');
});

widgetTest('two tabs work on one response, and neither loses an answer', {}, async ({ page, context, site }) => {
  await begin(page);
  await choose(page, 'wait', 3);
  await until(() => saysKept(page));
  const other = await context.newPage();
  await other.goto(`${site.origin}/`);
  await begin(other);
  await until(() => isChosen(other, 'wait', 3), 'the other tab does not know the answer');
  await choose(other, 'staff', 1);
  await until(async () => (await kept(other))[0].body.includes('staff'), 'the answer is not kept');
  await until(() => isChosen(page, 'staff', 1), 'the first tab does not learn of it');
  await choose(page, 'wait', 2);
  await until(() => isChosen(other, 'wait', 2), 'the other tab does not learn of it');
  assert.equal((await kept(page)).length, 1, 'it is one response');
});

widgetTest('erased answers are gone from the device, in the other tab too', {}, async ({ page, context, site }) => {
  await begin(page);
  await choose(page, 'wait', 3);
  await until(() => saysKept(page));
  const other = await context.newPage();
  await other.goto(`${site.origin}/`);
  await begin(other);
  await page.bringToFront();
  await within(page, 'details summary').first().click();
  await press(page, 'erase');
  // It is asked once more.
  await press(page, 'erase');
  await until(async () => ((await kept(page)) ?? []).length === 0, 'it is still there');
  assert.deepEqual(await texts(page), []);
});

widgetTest('what was answered can be taken as a file', {}, async ({ page }) => {
  await begin(page);
  await choose(page, 'wait', 3);
  await until(() => saysKept(page));
  await within(page, 'details summary').first().click();
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'download')]);
  const text = await (await import('node:fs/promises')).readFile(await file.path(), 'utf8');
  assert.match(file.suggestedFilename(), /\.json/);
  assert.equal(JSON.parse(text.split('\n')[0]).format, 'esteem-response/1');
});

widgetTest('a page that the browser put aside and brought back goes on keeping', {}, async ({ page }) => {
  await begin(page);
  await choose(page, 'wait', 3);
  await until(() => saysKept(page));
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });
  await choose(page, 'wait', 1);
  await until(async () => (await kept(page))[0].body.includes('"wait":1'), 'it is not kept');
  await stands(page, 'questions');
});
