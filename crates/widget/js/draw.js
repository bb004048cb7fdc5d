// How the module draws, and how it learns what was touched. Every instance of the module has all of this for itself.
//
// What is drawn comes in pieces: an element a line, what is in an element one space further to the right.
//
//   label.option part=option
//    input type={} value={} checked={}
//    span.word {}?
//
// A class follows a point, a value its name, and `{}` is a gap for the next of the texts that were given. A gap that stands alone is
// what the element says; `{}?` leaves the element out if the text is empty. Selectors have gaps too, in quotes. Nothing here is read
// as markup: a text stays a text.

/** Taken here, because a form has its questions under their names, and one may be called like a method. */
const { appendChild } = Node.prototype;

/** The pieces drawn so far, read: each line's depth, element, classes and words. */
const pieces = new Map();
/** The element that is open at each depth; the first holds what is drawn and not in the page yet. */
let drawn = [new DocumentFragment()];

/** A value is a property where elements have one of that name. A text that stands already is left alone, or it would be read out again. */
function change(element, name, value) {
  if (!(name in element)) value ? element.setAttribute(name, value) : element.removeAttribute(name);
  else if (name !== 'textContent' || element[name] !== value) element[name] = value;
}

const filled = (text, gaps) => text.replace(/{}/g, () => gaps.shift());

/** The texts that were given, each with an end. */
const textsOf = (gaps) => gaps.split('\0').slice(0, -1);

const lineOf = (line) => {
  const [head, ...words] = line.trim().split(' ');
  const [tag, ...classes] = head.split('.');
  return [line.search(/\S/), tag, classes.join(' '), words.map((word) => word.split('='))];
};

/** Draws a piece, with what was given, into the element that is open at this depth. */
function piece(depth, lines, gaps) {
  const texts = textsOf(gaps);
  if (!pieces.has(lines)) pieces.set(lines, lines.split('\n').map(lineOf));
  for (const [right, tag, classes, words] of pieces.get(lines)) {
    const element = document.createElement(tag);
    let isWanted = true;
    if (classes) element.className = classes;
    for (const [name, value] of words) {
      if (value !== undefined) change(element, name, filled(value, texts));
      else isWanted = (element.textContent = texts.shift()) || name === '{}';
    }
    const at = depth + right;
    if (isWanted) appendChild.call(drawn[at], (drawn[at + 1] = element));
  }
}

/** What a selector finds; what was given goes into its gaps. */
const found = (root, selector, gaps) =>
  root.querySelectorAll(filled(selector, textsOf(gaps).map((text) => CSS.escape(text))));

/** Calls a method of the first that a selector finds, or of the root without one, with what was drawn. */
function put(root, selector, method) {
  (selector ? root.querySelector(selector) : root)?.[method](drawn[0]);
  drawn = [new DocumentFragment()];
}

/** Changes everything that a selector finds. */
const set = (root, selector, name, value, gaps) =>
  found(root, selector, gaps).forEach((element) => change(element, name, value));

/** Leads to the top of a new screen. */
function arrive(root) {
  root.querySelector('.page').scrollIntoView({ block: 'nearest' });
  root.querySelector('.heading')?.focus();
}

/** How to find what has the focus after it was drawn anew; empty if nothing would take its place. */
const focused = ({ activeElement }) =>
  activeElement?.closest('.heading,[name],[data-do]') ? successorOf(activeElement) : '';

/** The code of a key that belongs to a word being composed. */
const COMPOSING = 229;

/** What the respondent does: what a button is for, `next` for Enter in a field, else `change` or `input`. */
function gesture({ type, target, key, keyCode, isComposing }) {
  if (type === 'click') return target.closest('[data-do]')?.dataset.do ?? '';
  // While a word is being composed, Enter chooses it; some browsers end the word first, and then only the code tells.
  if (type === 'keydown') {
    return key === 'Enter' && !isComposing && keyCode !== COMPOSING && target.closest('input') ? 'next' : '';
  }
  // What is typed counts from the first letter on; other inputs say `change` as well.
  return type === 'change' || target.closest('.field') ? type : '';
}

/** What the touched element says under a name, or else the closest around it that says something. */
const about = ({ target }, name) =>
  name in target ? `${target[name]}` : target.closest(`[${name}]`)?.getAttribute(name);
