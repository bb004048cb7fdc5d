// Workspaces on this device: `esteem.storage` keeps them in the browser's own database, and only when it is told to.
//
// Everything is a promise; one that fails does so with an error whose `trouble` is one of
//   forbidden · the browser keeps nothing for this page       full · there is no more room
//   silent · the browser does not answer                      unreadable · its database is damaged
//   conflict · another tab has saved in between               gone · the workspace is not there any more
//   newer · a later version of the page wrote it              broken · the workspace is not whole
//   files · a file cannot be read from the device any more    failed · anything else
//
// The database keeps its version for ever, because changing it means waiting for other tabs; records carry their own.
// What is right follows from transactions alone: a record is replaced only by who knows its `rev`, and a save is done
// when the transaction is. The channel between tabs is a courtesy and may be missing.
'use strict';
(() => {
  const NAME = 'esteem/1/workspaces';
  const CHANNEL = 'esteem/1';
  const RECORD_VERSION = 1;
  const PATIENCE_MS = 2000;
  const TRIES = 3;
  const PAUSE_MS = 100;
  const SETTLED_MS = 500;

  const { KINDS, tidyName, trouble } = esteem.workspaceFile;
  const watchers = new Set();
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  const channel = (() => {
    try {
      return new BroadcastChannel(CHANNEL);
    } catch {
      return undefined;
    }
  })();
  if (channel) channel.onmessage = () => announce();

  function announce() {
    for (const watcher of watchers) watcher();
  }

  /** What the page has words for, whatever the browser calls it. */
  function named(error) {
    if (error?.trouble) return error;
    const name = {
      QuotaExceededError: 'full',
      SecurityError: 'forbidden',
      InvalidStateError: 'forbidden',
      VersionError: 'newer',
      UnknownError: 'unreadable',
      NotFoundError: 'unreadable',
      NotReadableError: 'files',
      DataError: 'files',
    }[error?.name];
    return Object.assign(trouble(name ?? 'failed'), { cause: error });
  }

  /* The connection: made when it is needed, forgotten when it ends. */

  let connection;

  function forget(db) {
    db?.close();
    connection = undefined;
  }

  /** The database; null if there is none and `creates` is false, because looking must leave no trace. */
  async function connect(creates) {
    for (;;) {
      const asked = connection ?? ask(creates);
      const db = await Promise.race([asked, pause(PATIENCE_MS)]);
      if (db === undefined) {
        // A browser that lost the question never answers: the next one is asked anew.
        if (connection === asked) connection = undefined;
        throw trouble('silent');
      }
      if (db || !creates) return db;
    }
  }

  function ask(creates) {
    const asked = openPatiently(creates);
    connection = asked;
    const settled = (db) => {
      if (!db && connection === asked) connection = undefined;
      // An answer that comes too late is the connection of whoever asks next, unless there is one by then.
      else if (db && !connection) connection = asked;
      else if (db && connection !== asked) db.close();
    };
    asked.then(settled, () => settled());
    return asked;
  }

  async function openPatiently(creates) {
    // Where storage is forbidden, merely naming it may fail.
    const factory = globalThis.indexedDB;
    if (!factory) throw trouble('forbidden');
    const there = creates || !factory.databases ? undefined : await factory.databases().catch(() => undefined);
    if (there && !there.some(({ name }) => name === NAME)) return null;
    for (let tried = 1; ; tried += 1) {
      try {
        return await openOnce(factory, creates);
      } catch (error) {
        if (error.name !== 'UnknownError' || tried === TRIES) throw error;
        await pause(PAUSE_MS * tried);
      }
    }
  }

  function openOnce(factory, creates) {
    return new Promise((resolve, reject) => {
      const asked = factory.open(NAME, 1);
      let isMissing = false;
      asked.onupgradeneeded = () => {
        if (creates) {
          asked.result.createObjectStore('workspaces', { keyPath: 'id' });
          asked.result.createObjectStore('files', { keyPath: ['workspace', 'kind'] });
        } else {
          isMissing = true;
          asked.transaction.abort();
        }
      };
      asked.onsuccess = () => {
        const db = asked.result;
        // The database is being deleted, by another tab or by the browser, which loses questions that are asked just then.
        db.onversionchange = db.onclose = () => {
          forget(db);
          setTimeout(announce, SETTLED_MS);
        };
        resolve(db);
      };
      asked.onerror = (event) => {
        event.preventDefault();
        if (isMissing) resolve(null);
        else reject(asked.error);
      };
    });
  }

  // A page that is put aside must not stand in the way of others.
  addEventListener('pagehide', () => connection?.then(forget, () => {}));

  /** Runs `body` in one transaction and answers, when that is complete, with what `body` gave. */
  async function within(mode, creates, body) {
    for (let tried = 1; ; tried += 1) {
      try {
        const db = await connect(creates);
        return db ? await transact(db, mode, body) : undefined;
      } catch (error) {
        // The browser may close a connection at any time; once is chance.
        const isClosed = error.name === 'InvalidStateError' || error.name === 'AbortError';
        if (!isClosed || tried > 1) throw named(error);
        forget();
      }
    }
  }

  function transact(db, mode, body) {
    return new Promise((resolve, reject) => {
      const transaction = db.transaction(['workspaces', 'files'], mode, { durability: 'strict' });
      let result;
      let refusal;
      transaction.oncomplete = () => resolve(result);
      transaction.onabort = () => reject(refusal ?? transaction.error ?? new DOMException('', 'AbortError'));
      const give = (value) => {
        result = value;
      };
      const refuse = (error) => {
        refusal = error;
        transaction.abort();
      };
      const store = (name) => transaction.objectStore(name);
      const then = (request, next) => {
        request.onsuccess = () => {
          try {
            next(request.result);
          } catch (error) {
            refuse(error);
          }
        };
      };
      body({ workspaces: store('workspaces'), files: store('files'), give, refuse, then });
    });
  }

  /* Records */

  /** What keeps a record from being opened, if anything does. */
  function fault(record) {
    if (Number.isInteger(record?.v) && record.v > RECORD_VERSION) return 'newer';
    const isFile = (file) => KINDS.includes(file?.kind) && typeof file.name === 'string' && file.size >= 0;
    const isWhole =
      record?.v === RECORD_VERSION &&
      Number.isInteger(record.rev) &&
      ['id', 'name', 'view'].every((field) => typeof record[field] === 'string') &&
      Number.isFinite(record.saved_at) &&
      Array.isArray(record.files) &&
      record.files.length > 0 &&
      record.files.every(isFile);
    return isWhole ? undefined : 'broken';
  }

  /** A hundred and twenty-eight bits of chance; `randomUUID` is missing where a page is not served securely. */
  function newId() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  const filesOf = (id) => IDBKeyRange.bound([id], [id, []]);

  /** Every workspace without its files, the last saved first; one that cannot be opened says why in `trouble`. */
  async function list() {
    const records = await within('readonly', false, ({ workspaces, give, then }) => then(workspaces.getAll(), give));
    const entries = (records ?? []).map((record) => {
      const unfit = fault(record);
      const { id, rev, name, saved_at, files } = record;
      if (!unfit) return { id, rev, name, saved_at, size: files.reduce((sum, file) => sum + file.size, 0) };
      return { id, rev, name: tidyName(name, '?'), saved_at: Number(saved_at) || 0, size: 0, trouble: unfit };
    });
    return entries.sort((a, b) => b.saved_at - a.saved_at);
  }

  /** A workspace with its files, each as a blob. */
  async function get(id) {
    const found = await within('readonly', false, ({ workspaces, files, give, then }) =>
      then(workspaces.get(id), (record) => then(files.getAll(filesOf(id)), (held) => give({ record, held }))),
    );
    if (!found?.record) throw trouble('gone');
    const { record, held } = found;
    const unfit = fault(record);
    if (unfit) throw trouble(unfit);
    const files = record.files.map(({ kind, name, size }) => {
      const blob = held.find((file) => file.kind === kind)?.blob;
      if (!(blob instanceof Blob) || blob.size !== size) throw trouble('broken');
      return { kind, name, blob };
    });
    return { ...record, files };
  }

  /**
   * Saves a workspace that was at `rev`, 0 for a new one, and answers with what it is at now.
   * What is left out stays as it was saved; files are copied only if they are given.
   */
  function put({ id = newId(), rev = 0, name, view, files }) {
    return within('readwrite', true, (store) => {
      const { workspaces, give, refuse, then } = store;
      then(workspaces.get(id), (held) => {
        if (!held && rev > 0) return refuse(trouble('gone'));
        if (held && fault(held)) return refuse(trouble(fault(held)));
        if (held && held.rev !== rev) return refuse(trouble('conflict', { saved_at: held.saved_at }));
        const next = {
          v: RECORD_VERSION,
          id,
          name: tidyName(name ?? held?.name),
          rev: rev + 1,
          view: view ?? held?.view ?? '',
          saved_at: Date.now(),
          files: files?.map((file) => ({ kind: file.kind, name: file.name, size: file.blob.size })) ?? held?.files,
        };
        if (fault(next)) return refuse(trouble('broken'));
        workspaces.put(next);
        if (files) {
          store.files.delete(filesOf(id));
          for (const { kind, blob } of files) store.files.put({ workspace: id, kind, blob });
        }
        give({ id, rev: next.rev, name: next.name, saved_at: next.saved_at });
      });
    }).then(told);
  }

  /** Deletes a workspace that was at `rev`; one that is not there any more is deleted. */
  function remove(id, rev) {
    return within('readwrite', false, ({ workspaces, files, refuse, then }) =>
      then(workspaces.get(id), (held) => {
        if (held && held.rev !== rev) return refuse(trouble('conflict', { saved_at: held.saved_at }));
        workspaces.delete(id);
        files.delete(filesOf(id));
      }),
    ).then(told);
  }

  /** Deletes all workspaces and the database, even one that cannot be read. */
  async function clear() {
    let failure;
    await within('readwrite', false, ({ workspaces, files }) => {
      workspaces.clear();
      files.clear();
    }).catch((error) => {
      failure = error;
    });
    if (failure?.trouble === 'forbidden') throw failure;
    const ended = connection;
    connection = undefined;
    await ended?.then(forget, () => {});
    const asked = indexedDB.deleteDatabase(NAME);
    const isGone = new Promise((resolve) => {
      asked.onsuccess = () => resolve(true);
      asked.onerror = (event) => event.preventDefault();
    });
    // An empty database that another tab holds on to goes when that tab does.
    if (!(await Promise.race([isGone, pause(PATIENCE_MS)])) && failure) throw failure;
    told();
  }

  function told(result) {
    channel?.postMessage('changed');
    return result;
  }

  /* The browser's word on room */

  /** How many bytes this site takes up, how many it may, and whether they stay when room is short; what is not said is null. */
  async function estimate() {
    const asked = (verb) => Promise.resolve(navigator.storage?.[verb]?.()).catch(() => undefined);
    const [said, persisted] = await Promise.all([asked('estimate'), asked('persisted')]);
    return { usage: said?.usage ?? null, quota: said?.quota ?? null, persisted: persisted ?? null };
  }

  /** Asks the browser to keep what is there even when room is short. It may ask the reader, or decide by itself. */
  async function persist() {
    return (await Promise.resolve(navigator.storage?.persist?.()).catch(() => false)) === true;
  }

  /** Calls back whenever another tab, or the browser itself, has changed what is kept; answers with the way to stop that. */
  function watch(callback) {
    watchers.add(callback);
    return () => watchers.delete(callback);
  }

  esteem.storage = Object.freeze({ list, get, put, remove, clear, estimate, persist, watch, newId });
})();
