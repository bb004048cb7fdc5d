// The only places where text becomes markup or a script's address. The page's policy refuses all others.

/** What drawings are made of. Whatever else stands in one was not drawn by us. */
const drawn = /^(?:svg|g|title|desc|defs|path|line|polyline|polygon|rect|circle|ellipse|text|tspan|clipPath|pattern)$/;

/** The addresses of workers that the shell has made. */
const workerAddresses = new Set();

function checkDrawing(text) {
  const names = [...text.matchAll(/<(?!\/)([^\s/>]*)/g)].map(([, name]) => name);
  const isDrawing = names[0] === 'svg' && names.every((name) => drawn.test(name));
  if (!isDrawing || /\s(?:on\w+|style|(?:\w+:)?href)\s*=/i.test(text)) throw new TypeError('not a drawing of ours');
  return text;
}

function checkWorker(address) {
  if (!workerAddresses.has(address)) throw new TypeError('not a worker of ours');
  return address;
}

const rules = { createHTML: checkDrawing, createScriptURL: checkWorker };
// Browsers without trusted types take the text itself; what is drawn and started is the same.
const policy = globalThis.trustedTypes?.createPolicy('esteem', rules) ?? rules;

/** Puts a drawing in place of what an element holds. What is not well-formed stays out; the table says the same. */
esteem.drawing = (place, text) => {
  const svg = new DOMParser().parseFromString(policy.createHTML(text), 'image/svg+xml').documentElement;
  if (svg.localName === 'svg') place.replaceChildren(document.adoptNode(svg));
};
