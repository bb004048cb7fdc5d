// What stands between the module and the device, and gets the file that keeps and sends. That file is not waited for, unless
// there is something on the device already; until it is here, what is answered is held by the module.

const HANG_MS = 10_000;
const PAUSE_MS = 1000;
const DRAFT_MS = 3000;
const LOOK_MS = 1000;
const REST_MS = 30_000;

/** What came, for all elements of the page: they share what is kept in memory. */
let came;
/** The last try to get it. */
let trying;
let tries = 0;

/** Whether answers may be on the device. Looking leaves no trace. */
async function mayHold() {
  try {
    if (Object.keys(localStorage).some((key) => key.startsWith('esteem/1/'))) return true;
  } catch {
    // Where it is forbidden, it holds nothing.
  }
  try {
    const { databases } = indexedDB;
    return !databases || (await databases.call(indexedDB)).some(({ name }) => name === 'esteem/1');
  } catch {
    return false;
  }
}

/** `getKeeping` gets the file; it is told how often it was tried before. */
function helper({ host, signal, after, emit, listen, getKeeping }) {
  /** The same for as long as the element stands, so that a fresh instance asks in the same order. */
  const [seed] = random(1);
  /** What drives the device, once it is here. */
  let keeping;
  /** The instance in charge, and the one that can keep. */
  let instance;
  let able;
  /** What it can ask for besides telling the page. */
  let wishes;
  /** What the device holds, once it is known; and the way there. */
  let records;
  let found;
  /** By instance, what was answered and could not be kept yet, as a draft. */
  const held = new Map();
  let isWanted = false;
  let stop = () => {};
  let answer;
  /** Until it is here, or it is known that this takes longer. */
  const answered = new Promise((done) => (answer = done));
  let rest;
  const rested = new Promise((done) => (rest = done));

  const within = (ms, promise) => Promise.race([promise, new Promise((done) => after(ms, done))]);

  const next = () => (trying = getKeeping((tries += 1)).then(async (script) => {
    const code = await script.getCode();
    return (came ??= { code, device: script.device });
  }));

  /** Tries until it is here: again after a failure, and once more beside a try that takes long. */
  function want(attempt) {
    isWanted = true;
    const again = (ms) => {
      stop();
      stop = after(ms, () => {
        miss();
        want(next());
      });
    };
    again(HANG_MS * tries);
    attempt.then(arrive).catch(() => {
      if (keeping) return;
      miss();
      again(PAUSE_MS * tries);
    });
  }

  function miss() {
    answer();
    if (instance && instance.glue !== able) instance.told('adapt', 'late', 'null');
  }

  function arrive() {
    if (keeping || signal.aborted) return;
    stop();
    keeping = came.device({ host, signal, after, emit, listen });
    answer();
    if (instance) start();
  }

  /** Gives an instance the rest of its code, and looks for what is kept. */
  async function enable(glue) {
    await glue.join(came.code);
    able = glue;
    records = undefined;
    const look = keeping.records().then((all) => {
      if (look === found) records = all;
    });
    found = look;
  }

  /** What this instance had to hold is on its way to the device. */
  function letGo(glue) {
    held.delete(glue);
    if (held.size === 0) rest();
  }

  /** Lets the instance in charge keep what is answered. */
  async function start() {
    const mine = instance;
    const { glue, text, told } = mine;
    try {
      if (able !== glue) await enable(glue);
    } catch {
      miss();
      after(PAUSE_MS, () => instance === mine && start());
      return;
    }
    if (instance !== mine) return;
    const tell = (what, value) => told('tell', what, JSON.stringify(value));
    const asked = keeping.wishes(tell);
    wishes = {
      ...wishes,
      ...asked,
      settle: () => told('settle'),
      keep(wish) {
        asked.keep(wish);
        letGo(glue);
      },
    };
    told('keep', text);
    // What was answered to an instance that broke down.
    for (const [from, draft] of [...held]) if (from !== glue && tell('held', draft)) letGo(from);
    // Told at once, the answers stand before the first screen is seen.
    if (records !== undefined) tell('records', records);
    else found.then(() => tell('records', records));
  }

  const isHeld = came ? Promise.resolve(true) : mayHold();
  isHeld.then((isHeld) => isHeld && !signal.aborted && want(trying ?? next()));
  listen(globalThis, ['online'], () => isWanted && !keeping && want(next()));

  return {
    /** Whether the device has what was answered last. */
    isKept: () => !!keeping?.isKept(),
    close: () => keeping?.close(),
    setting(restored) {
      const setting = settingOf(host, seed);
      // The same response goes on.
      for (const { id } of held.values()) setting.id = id;
      return { ...setting, restored: restored && (!!keeping || held.size > 0) };
    },
    /** Until nothing is held that is not on its way to the device, but not for ever; at once, if nothing is. */
    rest: () => held.size > 0 && within(REST_MS, rested),
    /** Answers with the way to give the focus back to where it was, if the fresh instance has not put it anywhere. */
    focus(root) {
      const successor = root.activeElement && successorOf(root.activeElement);
      return () => successor && !root.activeElement && root.querySelector(successor)?.focus();
    },
    /** Makes an instance ready to be opened. Where answers are kept, the first waits for what finds them, but not for ever. */
    async prepare(glue, restored) {
      instance = undefined;
      if (!restored && (await within(LOOK_MS, isHeld))) await within(DRAFT_MS, answered);
      if (!keeping) return;
      await enable(glue);
      await within(LOOK_MS, found);
    },
    /** What one instance of the module is given. `told` calls it and answers whether it still stands; `text` is its study. */
    shell(glue, text, told) {
      instance = { glue, text, told };
      wishes = { settle() {}, hold: (draft) => held.set(glue, draft) };
      return {
        ask(what, text) {
          try {
            const asked = JSON.parse(text);
            if (what in wishes) wishes[what](asked);
            else emit(what, asked);
          } catch {
            // Whatever the page's listeners and the browser object to is no business of the module.
          }
        },
        chance: () => random(1)[0],
      };
    },
    /** The first screen stands. */
    begin() {
      if (keeping) start();
      else if (!isWanted) want(trying ?? next());
    },
  };
}
