// What the host page says about the questionnaire, and where the respondent was in it.

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const ID_LENGTH = 26;

const random = (count) => crypto.getRandomValues(new Uint32Array(count));

/** What does not change while the element stands, but for the id, which belongs to the response that may begin. */
function settingOf(host, seed) {
  const setting = {
    test: (host.getAttribute('test') ?? 'false') !== 'false',
    id: Array.from(random(ID_LENGTH), (bits) => LETTERS[bits % LETTERS.length]).join(''),
    seed,
    segments: [...new URLSearchParams(host.getAttribute('segments') ?? '')],
  };
  for (const name of ['part', 'link', 'wave', 'mode']) setting[name] = host.getAttribute(name) ?? undefined;
  return setting;
}

/** How to find the successor of the element that has the focus after everything was drawn anew. */
function successorOf({ name, type, value, dataset }) {
  const is = (attribute, text) => `[${attribute}="${CSS.escape(text)}"]`;
  if (name) return is('name', name) + (/radio|checkbox/.test(type) ? is('value', value) : '');
  return dataset.do ? is('data-do', dataset.do) : '[tabindex]';
}
