// The lower rungs of the ladder, for browsers whose database is not to be had, and the one rule by which records are replaced.

const PREFIX = 'esteem/1/';
const ROOM = 256 * 1024;

/** Records that the device does not take, for as long as the page stands; all elements of the page see the same. */
const memory = new Map();

const isRecord = (record) => typeof record?.id === 'string' && record.rev > 0;

/** The browser's small store of texts. Where it is forbidden, all of this throws. */
const texts = {
  all() {
    const found = [];
    for (const [key, text] of Object.entries(localStorage)) {
      if (!key.startsWith(PREFIX)) continue;
      try {
        const record = JSON.parse(text);
        if (isRecord(record)) found.push(record);
      } catch {
        // Somebody else's.
      }
    }
    return found;
  },
  put(record) {
    const text = JSON.stringify(record);
    const others = texts.all().filter(({ id }) => id !== record.id);
    if (JSON.stringify(others).length + text.length > ROOM) throw new RangeError();
    localStorage.setItem(PREFIX + record.id, text);
  },
  drop(ids) {
    for (const id of ids) localStorage.removeItem(PREFIX + id);
  },
};

/** What the rungs below the database hold. */
function below() {
  let found = [];
  try {
    found = texts.all();
  } catch {
    // There is only memory.
  }
  return [...found, ...memory.values()];
}

function dropBelow(ids) {
  for (const id of ids) memory.delete(id);
  try {
    texts.drop(ids);
  } catch {
    // Where nothing can be read, nothing was written.
  }
}

/** Of each record the latest, whichever rung it is on. */
function latest(records) {
  const found = new Map();
  for (const record of records) {
    if (!(found.get(record.id)?.rev >= record.rev)) found.set(record.id, record);
  }
  return [...found.values()];
}

/** What stands against a record's being put: nothing, or what is there instead, which is null if there is no such record. */
function rivalOf(held, { id, study, slot }, expect) {
  const there = held.find((record) => record.id === id);
  if ((there?.rev ?? 0) !== expect) return there ?? null;
  if (expect > 0) return undefined;
  return held.find((record) => record.stage === 'draft' && record.study === study && record.slot === slot);
}
