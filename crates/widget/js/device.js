// What the module asks of the browser once answers are kept: keeping, sending, waking, handing over, giving a file. Nothing in
// here throws, and nothing calls the module before it has returned.

const CHANNEL = 'esteem/1';
const WRITTEN = 'responses';
const SEND_MS = 30_000;
const ANSWER_BYTES = 4096;
const LONGEST_MS = 2 ** 31 - 1;
const TAKEN_MS = 60_000;

function device({ host, signal, after, emit, listen }) {
  const store = openStore();
  /** The last revisions that this element knows of; they count when the database fails in between. */
  const revisions = new Map();
  let turn = Promise.resolve();
  let channel;
  let isKept = false;
  /** Tells the instance in charge. */
  let tell = () => {};
  let sleeping;

  /** One thing at a time, so that what is asked last is done last. */
  const inTurn = (work) => (turn = turn.then(work, work));

  function connect() {
    try {
      channel = new BroadcastChannel(CHANNEL);
      channel.onmessage = ({ data }) => data === WRITTEN && read().then((found) => tell('changed', found));
    } catch {
      // Other tabs are not heard; what is right follows from revisions alone.
    }
  }

  const close = () => {
    channel?.close();
    channel = undefined;
    inTurn(store.close);
  };

  /** All records, or null if the device gives none. */
  const read = () => inTurn(async () => {
    const found = [...memory.values()];
    let isReadable = found.length > 0;
    try {
      found.push(...((await store.within('readonly', false, (records, then, give) => then(records.getAll(), give))) ?? []));
      isReadable = true;
    } catch {
      // The next rung.
    }
    try {
      found.push(...texts.all());
      isReadable = true;
    } catch {
      // Neither.
    }
    const records = latest(found.filter(isRecord));
    for (const { id, rev } of records) revisions.set(id, rev);
    return isReadable ? records : null;
  });

  /** Puts a record on the highest rung that takes it. */
  async function put(record, expect) {
    const { id, stage } = record;
    let above;
    try {
      const rival = await store.within('readwrite', stage === 'draft' ? 'relaxed' : 'strict', (records, then, give) => {
        then(expect ? records.get(id) : records.getAll(), (found) => {
          above = [found ?? []].flat();
          const rival = rivalOf(latest([...above, ...below()]), record, expect);
          if (rival === undefined) records.put(record);
          give(rival);
        });
      });
      if (rival !== undefined) return { record: rival };
      dropBelow([id]);
      return { rung: 'device' };
    } catch {
      // The next rung.
    }
    const held = latest([...(above ?? []), ...below()]);
    const isKnown = above || held.some((other) => other.id === id);
    const rival = isKnown || revisions.get(id) !== expect ? rivalOf(held, record, expect) : undefined;
    if (rival !== undefined) return { record: rival };
    try {
      texts.put(record);
      memory.delete(id);
      return { rung: 'device' };
    } catch {
      memory.set(id, record);
      return { rung: 'memory' };
    }
  }

  const keep = (ticket, record, expect, tell) => inTurn(async () => {
    try {
      const outcome = await put(record, expect);
      if (!outcome.rung) return tell('conflict', { ticket, ...outcome });
      revisions.set(record.id, record.rev);
      isKept = outcome.rung === 'device';
      if (isKept) channel?.postMessage(WRITTEN);
      tell('kept', { ticket, ...outcome });
    } catch {
      tell('unkept', { ticket });
    }
  });

  const erase = (ticket, ids, tell) => inTurn(async () => {
    dropBelow(ids);
    try {
      await store.within('readwrite', false, (records) => ids.forEach((id) => records.delete(id)));
    } catch (error) {
      // Where there can be no database, there is nothing in it.
      if (!isForbidden(error)) return tell('unkept', { ticket });
    }
    ids.forEach((id) => revisions.delete(id));
    channel?.postMessage(WRITTEN);
    tell('kept', { ticket, rung: 'device' });
  });

  /** Where storage is forbidden, merely naming it may fail. */
  function isForbidden(error) {
    try {
      return !globalThis.indexedDB || error.name === 'SecurityError';
    } catch {
      return true;
    }
  }

  async function post(url, body) {
    const quitting = new AbortController();
    const quit = () => quitting.abort();
    const stop = after(SEND_MS, quit);
    signal.addEventListener('abort', quit, { signal: quitting.signal });
    try {
      const answer = await fetch(url, {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'text/plain;charset=UTF-8' },
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        signal: quitting.signal,
      });
      const { status } = answer;
      return { status, text: await beginning(answer.body), retry_after: patience(answer.headers.get('Retry-After')) };
    } catch {
      return { status: 0, text: '' };
    } finally {
      stop();
      // Whatever else was to come is not waited for.
      quit();
    }
  }

  /** The first bytes of an answer; a collector says what it has to say in a few. */
  async function beginning(stream) {
    const reader = stream?.getReader();
    const decoder = new TextDecoder();
    let text = '';
    for (let size = 0; reader && size < ANSWER_BYTES; ) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value.subarray(0, ANSWER_BYTES - size), { stream: true });
      size += value.length;
    }
    return text;
  }

  /** How long a collector wants to be left alone, in milliseconds: it says seconds or a date. */
  function patience(said) {
    const ms = /^\d+$/.test(said) ? said * 1000 : Date.parse(said) - Date.now();
    return ms > 0 ? ms : undefined;
  }

  function save({ name, text }) {
    const link = host.ownerDocument.createElement('a');
    link.download = name;
    try {
      link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
      // Browsers do not say when they have taken the file. Leaving it would cost no more than its size.
      setTimeout(() => URL.revokeObjectURL(link.href), TAKEN_MS);
    } catch {
      link.href = `data:application/json;charset=utf-8,${encodeURIComponent(text)}`;
    }
    link.click();
  }

  connect();
  listen(globalThis, ['online'], () => tell('woken', null));
  listen(host.ownerDocument, ['visibilitychange'], () => host.ownerDocument.hidden || tell('woken', null));
  // A page that the browser puts aside whole must hold nothing open.
  listen(globalThis, ['pagehide'], close);
  listen(globalThis, ['pageshow'], ({ persisted }) => {
    if (!persisted) return;
    connect();
    read().then((found) => tell('changed', found));
  });

  return {
    records: read,
    /** Whether the device has what was answered last. */
    isKept: () => isKept,
    close,
    /** What one instance of the module can ask for. Nothing of it reaches the instance that comes after. */
    wishes(told) {
      tell = told;
      return {
        keep: ({ ticket, record, expect }) => keep(ticket, record, expect, told),
        erase: ({ ticket, ids }) => erase(ticket, ids, told),
        send: ({ id, url, body }) => post(url, body).then((answer) => told('replied', { id, ...answer })),
        wake({ in_ms }) {
          sleeping?.();
          sleeping = after(Math.min(in_ms, LONGEST_MS), () => tell('woken', null));
        },
        save,
        'esteem-response': (asked) => emit('esteem-response', {
          ...asked,
          response: JSON.parse(asked.text),
          acknowledge: () => told('taken', asked.id),
        }),
      };
    },
  };
}

let code;
/** The rest of the module, compiled. */
const getCode = () => (code ??= WebAssembly.compile(Uint8Array.from(atob(CODE), (letter) => letter.charCodeAt(0))));
