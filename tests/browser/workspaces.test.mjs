// Workspaces as a reader meets them: kept on the device, opened again, renamed, deleted, saved to a file and read from one.
// What the browser can do to storage is in storage.test.mjs.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { axe, browserTest, full, screenshot, watch } from './harness.mjs';
import * as answers from './answers.mjs';
import { file } from './answers.mjs';

const dialog = (page) => page.locator('dialog[data-part="workspaces"]');
const act = (page, action) => dialog(page).locator(`[data-action="${action}"]`);
const entry = (page, name) => dialog(page).locator(`[data-workspace="${name}"]`);
const button = (page) => page.locator('[data-action="workspaces"]');

/** Opens responses of twelve guests with the café's study. */
async function openAnswers(page, text = answers.spreadsheet) {
  await page.locator('.sentence').first().waitFor();
  await page.locator('[data-action="open"]').click();
  const panel = page.locator('dialog[data-part="open-panel"]');
  await panel.locator('#file-responses').setInputFiles(file('answers.csv', text));
  await panel.locator('[data-chosen="responses"]').waitFor();
  await panel.locator('[data-action="show"]').click();
  await page.locator('[data-base="12"]').waitFor();
}

/** Goes to a place in the page. */
async function go(page, fragment) {
  await page.evaluate((fragment) => {
    location.hash = fragment;
  }, fragment);
}

/** Keeps what is on the page. */
async function keep(page, name) {
  await button(page).click();
  await dialog(page).locator('#workspace-name').fill(name);
  await act(page, 'keep').click();
  await dialog(page).locator('[data-kept="kept"]').waitFor();
}

async function leave(page) {
  await act(page, 'close').click();
  await dialog(page).waitFor({ state: 'hidden' });
}

/** Waits until everything of the workspace on the page is on the device. */
const isKept = (page) => page.waitForFunction(() => esteem.keeper.state().current?.phase === 'kept');

const stored = (page) =>
  page.evaluate(async () => {
    const list = await esteem.storage.list();
    const records = await Promise.all(list.map(({ id }) => esteem.storage.get(id)));
    return records.map(({ name, view, files }) => ({ name, view, kinds: files.map(({ kind }) => kind) }));
  });

browserTest('looking at the page and opening files writes nothing to the device', {}, async ({ page, context }) => {
  await openAnswers(page);
  await button(page).click();
  await act(page, 'save-file').waitFor();
  await leave(page);
  const traces = await page.evaluate(async () => [(await indexedDB.databases()).length, localStorage.length, sessionStorage.length]);
  assert.deepEqual([...traces, (await context.cookies()).length], [0, 0, 0, 0]);
});

browserTest('the example is not kept', {}, async ({ page }) => {
  await page.locator('.sentence').first().waitFor();
  await button(page).click();
  await dialog(page).locator('#workspace-list').waitFor();
  assert.equal(await act(page, 'keep').count(), 0);
  assert.equal(await act(page, 'save-file').count(), 0);
});

browserTest('a kept workspace comes back after a reload with its files and its view', {}, async ({ page }) => {
  await openAnswers(page);
  await keep(page, 'Twelve guests');
  await leave(page);
  assert.equal(await button(page).innerText(), 'Kept');
  await go(page, '#/gaps');
  await page.waitForFunction(async () => (await esteem.storage.list())[0].rev > 1);
  await isKept(page);
  await page.reload();
  await page.locator('[data-base="12"]').waitFor();
  assert.equal(new URL(page.url()).hash, '#/gaps');
  assert.deepEqual(await stored(page), [{ name: 'Twelve guests', view: '#/gaps', kinds: ['study', 'responses'] }]);
});

browserTest('a kept workspace is opened from the list in another tab, and two tabs find out', {}, async ({ page, context, site }) => {
  await openAnswers(page);
  await keep(page, 'June');
  await leave(page);
  const other = await context.newPage();
  const faults = await watch(other, site.origin);
  await other.goto(site.origin);
  await other.locator('.sentence').first().waitFor();
  await button(other).click();
  await entry(other, 'June').locator('[data-action="open-kept"]').click();
  await other.locator('[data-base="12"]').waitFor();
  await go(other, '#/needs');
  await isKept(other);
  await page.locator('[data-action="workspaces"]', { hasText: 'Not kept' }).waitFor();
  await button(page).click();
  assert.match(await dialog(page).locator('[data-kept="trouble"]').innerText(), /Another tab has saved changes/);
  await act(page, 'keep-both').click();
  await dialog(page).locator('[data-kept="kept"]').waitFor();
  assert.deepEqual((await stored(page)).map(({ name }) => name).sort(), ['June', 'June (2)']);
  await leave(page);
  // The other tab takes what the first makes of its copy.
  await button(other).click();
  await entry(other, 'June (2)').locator('[data-action="open-kept"]').click();
  await other.waitForFunction(() => esteem.keeper.state().current?.name === 'June (2)');
  await go(page, '#/states');
  await isKept(page);
  await button(other).click();
  await act(other, 'take-theirs').click();
  await dialog(other).waitFor({ state: 'hidden' });
  await other.waitForFunction(() => location.hash === '#/states');
  await isKept(other);
  assert.deepEqual(faults, []);
});

browserTest('what is not kept is said on the page, and that it is kept again', {}, async ({ page }) => {
  await openAnswers(page);
  await keep(page, 'June');
  await leave(page);
  await page.evaluate(() => {
    globalThis.put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('', 'QuotaExceededError');
    };
  });
  await go(page, '#/gaps');
  const notice = page.locator('[data-notice="not-kept"]');
  assert.match(await notice.innerText(), /What changed in ‘June’ after .* is not kept\. There is not enough room/);
  assert.equal(await notice.getAttribute('role'), 'alert');
  assert.deepEqual(await axe(page), []);
  await notice.locator('[data-action="mend"]').click();
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = put;
  });
  await act(page, 'retry').click();
  await dialog(page).locator('[data-kept="kept"]').waitFor();
  await leave(page);
  assert.equal(await notice.count(), 0);
  assert.deepEqual((await stored(page)).map(({ view }) => view), ['#/gaps']);
});

browserTest('a workspace that is lost or damaged is said after a reload and in the list', {}, async ({ page }) => {
  await openAnswers(page);
  await keep(page, 'June');
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const asked = indexedDB.open('esteem/1/workspaces');
        asked.onsuccess = () => {
          const transaction = asked.result.transaction('files', 'readwrite');
          transaction.objectStore('files').clear();
          transaction.oncomplete = () => resolve(asked.result.close());
        };
      }),
  );
  await page.reload();
  const alert = dialog(page).locator('[role="alert"]');
  await alert.waitFor();
  assert.equal(await alert.getAttribute('data-trouble'), 'broken');
  await page.locator('[data-base="412"]').waitFor();
  await leave(page);
  await button(page).click();
  await entry(page, 'June').locator('[data-action="open-kept"]').click();
  assert.match(await alert.innerText(), /is not whole and cannot be opened/);
  assert.ok(await dialog(page).isVisible());
});

browserTest('a workspace is renamed and deleted by keyboard, and the focus is never lost', {}, async ({ page }) => {
  await openAnswers(page);
  await keep(page, 'One');
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);
  assert.equal(await focused(), 'workspace-this');
  await entry(page, 'One').locator('[data-action="rename"]').focus();
  await page.keyboard.press('Enter');
  assert.equal(await focused(), 'workspace-asked');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Two');
  await page.keyboard.press('Enter');
  await entry(page, 'Two').waitFor();
  assert.match(await focused(), /^rename-/);
  await entry(page, 'Two').locator('[data-action="remove"]').focus();
  await page.keyboard.press('Enter');
  // Deleting takes a second decision, and the key that asked does not make it.
  assert.equal(await page.evaluate(() => document.activeElement.dataset.action), 'cancel');
  await page.keyboard.press('Enter');
  assert.match(await focused(), /^remove-/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await entry(page, 'Two').waitFor({ state: 'detached' });
  assert.equal(await focused(), 'workspace-list');
  assert.deepEqual(await stored(page), []);
  // What is on the page is still there, and no longer kept.
  await act(page, 'keep').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('[data-base="12"]').waitFor();
});

browserTest('everything is deleted at once, and nothing is left on the device', {}, async ({ page }) => {
  await openAnswers(page);
  await keep(page, 'One');
  await act(page, 'clear-kept').click();
  assert.match(await dialog(page).innerText(), /Delete 1 workspace from this device\?/);
  await act(page, 'confirm').click();
  await act(page, 'keep').waitFor();
  const traces = await page.evaluate(async () => [(await indexedDB.databases()).length, localStorage.length, sessionStorage.length]);
  assert.deepEqual(traces, [0, 0, 0]);
});

for (const { locale, said } of [
  { locale: 'en', said: /does not let this page keep anything[^]*Save the workspace as a file instead/ },
  { locale: 'zh-CN', said: /浏览器不让这个页面保存内容[^]*可以存为文件/ },
]) {
  browserTest(`forbidden storage is said in words, and a file can be saved (${locale})`, { locale }, async ({ page }) => {
    await page.evaluate(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('', 'SecurityError');
      };
    });
    await openAnswers(page);
    await button(page).click();
    await act(page, 'keep').click();
    const alert = dialog(page).locator('[role="alert"]');
    assert.equal(await alert.getAttribute('data-trouble'), 'forbidden');
    assert.match(await alert.innerText(), said);
    const [download] = await Promise.all([page.waitForEvent('download'), act(page, 'save-file').click()]);
    assert.match(download.suggestedFilename(), /\.esteem-workspace\.json$/);
  });
}

browserTest('a workspace goes into a file and comes back on another device', {}, async ({ page, browser, site }) => {
  await openAnswers(page);
  await go(page, '#/gaps');
  await button(page).click();
  const [download] = await Promise.all([page.waitForEvent('download'), act(page, 'save-file').click()]);
  const saved = await readFile(await download.path());
  assert.equal(JSON.parse(saved).format, 'esteem-workspace/1');
  await leave(page);

  const context = await browser.newContext({ locale: 'en' });
  const other = await context.newPage();
  const faults = await watch(other, site.origin);
  await other.goto(site.origin);
  await other.locator('.sentence').first().waitFor();
  await button(other).click();
  await other.locator('#workspace-file').setInputFiles(file(download.suggestedFilename(), saved, 'application/json'));
  await other.locator('[data-base="12"]').waitFor();
  await other.waitForFunction(() => location.hash === '#/gaps');
  // A file is not a wish to keep it here.
  assert.equal(await other.evaluate(async () => (await indexedDB.databases()).length), 0);
  // A damaged one is said, and what was there stays.
  await button(other).click();
  await other.locator('#workspace-file').setInputFiles(file('cut.json', saved.subarray(0, 2000), 'application/json'));
  const panel = other.locator('dialog[data-part="open-panel"]');
  assert.match(await panel.locator('[role="alert"]').innerText(), /This workspace file is not whole/);
  assert.equal(await other.locator('[data-base]').first().getAttribute('data-base'), '12');
  assert.deepEqual(faults, []);
  await context.close();
});

browserTest('a workspace file can be dropped anywhere', {}, async ({ page }) => {
  await openAnswers(page);
  await button(page).click();
  const [download] = await Promise.all([page.waitForEvent('download'), act(page, 'save-file').click()]);
  const text = (await readFile(await download.path())).toString();
  await leave(page);
  await page.reload();
  await page.locator('[data-base="412"]').waitFor();
  const files = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'June.esteem-workspace.json'));
    return data;
  }, text);
  await page.dispatchEvent('main', 'drop', { dataTransfer: files });
  await page.locator('[data-base="12"]').waitFor();
});

const looks = [
  { locale: 'en', width: 1280, dark: false },
  { locale: 'zh-CN', width: 390, dark: true },
  ...(full
    ? [
        { locale: 'zh-CN', width: 1280, dark: false },
        { locale: 'en', width: 390, dark: false },
        { locale: 'en', width: 320, dark: true },
      ]
    : []),
];
for (const { locale, width, dark } of looks) {
  const name = `${locale} ${width} ${dark ? 'dark' : 'light'}`;
  browserTest(`the panel is without findings of axe and fits its window: ${name}`, { locale, width, dark }, async ({ page }) => {
    await openAnswers(page);
    await button(page).click();
    await dialog(page).locator('#workspace-list').waitFor();
    assert.deepEqual(await axe(page), []);
    await screenshot(page, `workspaces-${locale}-${width}-new`, { fullPage: false });
    await dialog(page).locator('#workspace-name').fill('六月的回访 – a long name for the visits of the month of June');
    await act(page, 'keep').click();
    await dialog(page).locator('[data-kept="kept"]').waitFor();
    await act(page, 'persist').waitFor();
    await act(page, 'clear-kept').click();
    assert.deepEqual(await axe(page), []);
    await screenshot(page, `workspaces-${locale}-${width}-kept`, { fullPage: false });
    const overflow = await dialog(page).evaluate((element) => element.scrollWidth - element.clientWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
  });
}
