// What is saved of a figure can be opened by other programs.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { browserTest } from './harness.mjs';
import { stands } from './variants.mjs';

/** Saves a part of the report and answers with its name and bytes. */
async function saved(page, kind) {
  const menu = page.locator('[data-part="save"]').first();
  if (!(await menu.evaluate((menu) => menu.open))) await menu.locator('summary').click();
  const downloading = page.waitForEvent('download');
  await menu.locator(`[data-save="${kind}"]`).click();
  const download = await downloading;
  return [download.suggestedFilename(), await readFile(await download.path())];
}

for (const locale of ['en', 'zh-CN']) {
  browserTest(`a figure is saved as a drawing, a picture and a table: ${locale}`, { locale, dark: true, path: '/#/gaps' }, async ({ page, context }) => {
    await stands(page, 'gaps');
    const [svgName, svg] = await saved(page, 'svg');
    assert.equal(svgName, 'cafe-gaps.svg');
    // The page's own policy lets nobody parse markup; an empty page has none.
    const other = await context.newPage();
    const drawing = await other.evaluate((text) => {
      const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
      return { name: root.localName, space: root.namespaceURI, texts: [...root.querySelectorAll('text')].map((text) => text.textContent) };
    }, svg.toString());
    await other.close();
    assert.deepEqual([drawing.name, drawing.space], ['svg', 'http://www.w3.org/2000/svg']);
    // Whoever finds the file knows what it shows, of which study, and of how many.
    const said = drawing.texts.join(' ').replaceAll(/\s+/g, ' ');
    assert.match(said, locale === 'en' ? /What they expected.*Café on the corner.*412 responses/ : /期望与实际.*街角咖啡馆.*412份回答/);
    assert.match(svg.toString(), /^(<\?xml[^>]*>\s*)?<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);

    const [pngName, png] = await saved(page, 'png');
    assert.equal(pngName, 'cafe-gaps.png');
    assert.deepEqual([...png.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const width = png.readUInt32BE(16);
    assert.ok(width >= 1520, `${width} dots are too few`);

    const [csvName, csv] = await saved(page, 'csv');
    assert.equal(csvName, 'cafe-gaps.csv');
    assert.deepEqual([...csv.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    const lines = csv.toString().split('\r\n');
    const rows = await page.locator('[data-table="gaps"] tbody tr').count();
    assert.ok(lines.length > rows, `${lines.length} lines for ${rows} rows`);
  });
}
