// In which windows, languages and colours the page is looked at, and what must hold in every one of them.

import { full } from './harness.mjs';

const all = [1280, 390].flatMap((width) =>
  ['en', 'zh-CN'].flatMap((locale) =>
    [false, true].map((dark) => ({
      name: `${width}-${locale.slice(0, 2)}-${dark ? 'dark' : 'light'}`,
      options: { width, height: width > 600 ? 800 : 844, locale, dark },
    })),
  ),
);

/** All of them when the slow tests are asked for, else the two that differ in everything. */
export const variants = full ? all : all.filter(({ name }) => ['1280-en-light', '390-zh-dark'].includes(name));

/** Labels of drawings that overlap one another or stick out of their drawing, text that its box cuts off, and a page wider than its window. */
export const collisions = (page) =>
  page.evaluate(() => {
    const slack_px = 1;
    const found = [];
    for (const svg of document.querySelectorAll('.drawing > svg')) {
      const frame = svg.getBoundingClientRect();
      const labels = [...svg.querySelectorAll('text')].map((text) => [text.textContent.trim(), text.getBoundingClientRect()]);
      if (labels.length < 3) found.push('a drawing without labels');
      for (const [i, [text, box]] of labels.entries()) {
        const out = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom);
        if (out > slack_px) found.push(`“${text}” sticks out by ${out} px`);
        for (const [other, otherBox] of labels.slice(i + 1)) {
          const across = Math.min(box.right, otherBox.right) - Math.max(box.left, otherBox.left);
          const down = Math.min(box.bottom, otherBox.bottom) - Math.max(box.top, otherBox.top);
          if (across > slack_px && down > slack_px) found.push(`“${text}” and “${other}” overlap`);
        }
      }
    }
    for (const element of document.querySelectorAll('#app *')) {
      const style = getComputedStyle(element);
      const isCut = element.scrollWidth > element.clientWidth + slack_px && !['visible', 'auto'].includes(style.overflowX);
      if (isCut && !element.matches('.heard, .status, .file-input, progress, select, svg, svg *')) {
        found.push(`${element.outerHTML.slice(0, 80)} is cut`);
      }
    }
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} wide in ${clientWidth}`);
    return found;
  });

/** What can be pressed and is hard to hit. Numbers in a sentence are as high as their line, which WCAG excepts. */
export const smallTargets = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, summary, label.button, a, select, .choice')]
      .map((target) => [target.innerText || target.getAttribute('aria-label'), target.getBoundingClientRect(), target])
      .filter(([, box, target]) => box.width > 0 && !target.matches('.number-button, .skip') && (box.width < 24 || box.height < 24))
      .map(([text, box]) => `${text}: ${box.width} × ${box.height}`),
  );

/** Waits until a view stands with all its drawings. */
export async function stands(page, view) {
  await page.locator(`[data-view="${view || 'overview'}"]`).waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll('.drawing')].every((place) => place.firstElementChild));
}
