// One life of an element, from being put into a page to being taken out: gets what is needed, runs the module, shows
// something else where that is impossible, and leaves nothing behind.

const QUIET_MS = 1000;
const SLOW_MS = 10_000;
const HANDSHAKE_MS = 3000;
const BREAKDOWNS = 3;
const WITHIN_MS = 60_000;
const NARROW_PX = 640;
const PLAIN = ':host{display:block}:host([hidden]){display:none}';

// Pages change these, also after we have come; ours stay what they were.
const { fetch, setTimeout, clearTimeout } = globalThis;

/** Style sheets by their text, shared by all elements of the page; a policy against style elements does not bind them. */
const sheets = {};
/** What was got once for all elements of the page. */
let got = {};

/** Gets something at most once, unless that failed. */
const once = (name, get, tried) => (got[name] ??= get(tried).catch((error) => {
  got[name] = undefined;
  throw error;
}));

/** Whether the page's policy and the browser let any module run. */
function canRun() {
  try {
    return !!new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    return false;
  }
}

/** An old browser has none, and shows the questions without our looks. */
function sheetOf(text) {
  try {
    if (!sheets[text]) (sheets[text] = new CSSStyleSheet()).replaceSync(text);
    return sheets[text];
  } catch {
    return undefined;
  }
}

function live(host, root, given) {
  const { ownerDocument: page } = host;
  const ending = new AbortController();
  const { signal } = ending;
  const timers = new Set();
  /** The glue of the instance in charge. */
  let module;
  let parts;
  let code;
  let text;
  let helper;
  let queue = [];
  let isBusy = false;
  let breakdowns = [];
  let tried = 0;
  let hasFailed = false;
  /** Whether the respondent has asked for another try, and waits where the button was. */
  let isAsked = false;
  let isNarrow;

  const listen = (target, types, heard) => {
    for (const type of types) target.addEventListener(type, heard, { signal });
  };

  const after = (ms, action) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      action();
    }, ms);
    timers.add(timer);
    return () => {
      clearTimeout(timer);
      timers.delete(timer);
    };
  };

  const emit = (name, detail) =>
    host.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, cancelable: true, detail }));

  const create = (name, fields, text = '') => Object.assign(page.createElement(name), fields, { textContent: text });

  const hasForm = () => !!host.querySelector(':scope > :not(script, template, noscript)');

  /** Says something in place of questions, with what else belongs there. */
  function show(names, ...more) {
    const said = create('p', {}, names.map((name) => say(host, name)).join(' '));
    said.setAttribute('role', 'status');
    said.dataset.screen = /loading|slow/.test(names) ? 'loading' : 'trouble';
    root.replaceChildren(said, ...more);
  }

  /** The host page's own form takes over, or a sentence says that there is nothing else. */
  function showForm() {
    if (hasForm()) root.replaceChildren(create('slot'));
    else show(['refused']);
  }

  /** Shows another page in a frame, but only one that says that it is there: a refused frame looks like a loaded one. */
  function refuse() {
    emit('esteem-trouble', { reason: 'wasm' });
    const { protocol, origin, href } = new URL(host.getAttribute('frame') ?? 'about:', page.baseURI);
    if (!/^https?:/.test(protocol)) return showForm();
    const frame = create('iframe', { src: href, title: say(host, 'title'), hidden: true });
    const { style } = frame;
    style.width = '100%';
    style.border = '0';
    const giveUp = after(HANDSHAKE_MS, showForm);
    listen(globalThis, ['message'], (message) => {
      if (message.source !== frame.contentWindow || message.origin !== origin) return;
      const { type, height } = message.data ?? {};
      if (type === 'esteem-ready' && frame.hidden) {
        giveUp();
        root.firstChild.remove();
        frame.hidden = false;
      }
      if (type === 'esteem-height' && height > 0) style.height = `${height}px`;
    });
    show(['loading'], frame);
  }

  function fail(reason) {
    if (reason === 'wasm') return refuse();
    hasFailed = true;
    emit('esteem-trouble', { reason });
    const button = create('button', { type: 'button' }, say(host, 'retry'));
    button.dataset.do = 'retry';
    if (reason === 'parts' && hasForm()) showForm();
    else show(['failed'], button, create('slot'));
    if (isAsked) button.focus();
  }

  async function getStudy() {
    if (given !== undefined) return typeof given === 'string' ? given : JSON.stringify(given);
    const address = host.getAttribute('study');
    if (address) {
      const response = await fetch(new URL(address, page.baseURI), { signal });
      if (!response.ok) throw new TypeError();
      return response.text();
    }
    // The page may still be on its way.
    if (page.readyState === 'loading') await new Promise((done) => listen(page, ['DOMContentLoaded'], done));
    return host.querySelector(':scope > script[type="application/json"]').textContent;
  }

  // With nobody else's calls around it, asking for files costs a browser that watches them less.
  const begin = () => Promise.resolve().then(attempt).catch(showForm);

  async function attempt() {
    if (signal.aborted) return;
    const mine = (tried += 1);
    const isOver = () => signal.aborted || mine !== tried;
    const because = (reason) => (error) => {
      throw error instanceof WebAssembly.CompileError ? 'wasm' : reason;
    };
    hasFailed = false;
    const patience = [
      after(QUIET_MS, () => show(['loading'])),
      after(SLOW_MS, () => show(['slow'])),
    ];
    try {
      if (!canRun()) throw 'wasm';
      [parts, code, text] = await Promise.all([
        once('parts', getParts, tried).then((parts) => {
          // Whether answers are kept is looked for while the rest is still coming.
          if (!isOver()) helper ??= parts.helper({ host, signal, after, emit, listen, getKeeping });
          // So are the looks read.
          sheetOf(parts.css);
          return parts;
        }).catch(because('parts')),
        once('code', getCode, tried).catch(because('parts')),
        getStudy().catch(because('study')),
      ]);
      if (!isOver()) await open(false);
    } catch (reason) {
      if (!isOver()) fail(reason);
    } finally {
      patience.forEach((stop) => stop());
    }
  }

  /** A fresh instance of the module draws in place of what is there. */
  async function open(restored) {
    try {
      const glue = parts.make();
      await glue(code);
      await helper.prepare(glue, restored);
      if (signal.aborted) return;
      const giveFocusBack = helper.focus(root);
      const { width } = host.getBoundingClientRect();
      isNarrow = width < NARROW_PX;
      dress(PLAIN, parts.css);
      // A language that the respondent has chosen stays when the module is started anew.
      const spoken = root.querySelector('.page')?.lang;
      root.replaceChildren();
      queue = [];
      module = glue;
      const shell = helper.shell(glue, text, (...said) => module === glue && (call(...said), module === glue));
      const setting = { ...helper.setting(restored), language: spoken || languageOf(host), width };
      call('open', shell, root, text, JSON.stringify(setting));
      helper.begin();
      giveFocusBack();
      if (isAsked) root.querySelector('.heading')?.focus();
      isAsked = false;
    } catch {
      breakDown();
    }
  }

  const dress = (...texts) => (root.adoptedStyleSheets = texts.map(sheetOf).filter(Boolean));

  /** The only way into the module: one call at a time, and whatever it throws ends the instance and nothing else. */
  function call(...said) {
    if (!module) return;
    queue.push(said);
    if (isBusy) return;
    isBusy = true;
    try {
      while (module && queue.length) {
        const [name, ...values] = queue.shift();
        module[name](...values);
      }
    } catch {
      breakDown();
    }
    isBusy = false;
  }

  const adapt = (what, value) => call('adapt', what, JSON.stringify(value));

  function breakDown() {
    module = undefined;
    if (signal.aborted) return;
    const now = performance.now();
    breakdowns = [...breakdowns.filter((at) => now - at < WITHIN_MS), now];
    if (breakdowns.length < BREAKDOWNS) {
      open(true);
      return;
    }
    emit('esteem-trouble', { reason: 'broken' });
    show(helper.isKept() ? ['broken', 'kept'] : ['broken'], create('slot'));
  }

  const watcher = globalThis.ResizeObserver && new ResizeObserver(() => {
    const { width } = host.getBoundingClientRect();
    if (!module || width === 0 || isNarrow === width < NARROW_PX) return;
    isNarrow = width < NARROW_PX;
    // Later, because what is drawn now would be measured again at once, and the browser complains of that.
    after(0, () => adapt('width', width));
  });
  watcher?.observe(host);

  listen(root, ['click', 'change', 'input', 'keydown', 'keyup', 'keypress'], (event) => {
    const { type, target } = event;
    // What is typed here is no shortcut of the page.
    if (/^key/.test(type) && root.contains(target)) event.stopPropagation();
    if (/^key[up]/.test(type)) return;
    if (!module && type === 'click' && target.dataset.do === 'retry') {
      isAsked = true;
      show(['loading']);
      begin();
      return;
    }
    // An event that has to wait forgets where it happened.
    if (isBusy) Object.defineProperty(event, 'target', { value: target });
    call('on', event);
  });
  // Enter in a field of ours would load another page. What the host page's own form does is its own affair.
  listen(root, ['submit'], (event) => root.contains(event.target) && event.preventDefault());
  listen(globalThis, ['online'], () => hasFailed && !hasForm() && begin());

  dress(PLAIN);
  begin();

  return {
    adapt,
    rest: () => module && helper.rest(),
    end() {
      module = undefined;
      ending.abort();
      watcher?.disconnect();
      timers.forEach(clearTimeout);
      helper?.close();
      root.replaceChildren();
    },
  };
}
