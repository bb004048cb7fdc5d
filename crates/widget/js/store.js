// The browser's database: `esteem/1`, for ever at version 1, because changing that means waiting for other tabs.

const NAME = 'esteem/1';
const STORE = 'responses';
const OPEN_MS = 2000;
const WRITE_MS = 5000;
const TRIES = 3;
const PAUSE_MS = 100;

function openStore() {
  let db;
  /** Set while the browser does not answer; asking again would make every answer wait. */
  let isSilent = false;

  function close() {
    db?.close();
    db = undefined;
  }

  /** The database; null if there is none and `creates` is false, because looking leaves no trace. */
  const openOnce = (creates) => new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    let isMissing = false;
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = isSilent = true;
      reject(new Error());
    }, OPEN_MS);
    asked.onupgradeneeded = () => {
      if (creates && !isLate) asked.result.createObjectStore(STORE, { keyPath: 'id' });
      else {
        isMissing = true;
        asked.transaction.abort();
      }
    };
    asked.onsuccess = () => {
      clearTimeout(timer);
      const { result } = asked;
      isSilent = false;
      if (isLate) return result.close();
      // Another page of the site that wants the database changed or deleted is not kept waiting.
      result.onversionchange = result.onclose = () => {
        result.close();
        if (db === result) db = undefined;
      };
      resolve(result);
    };
    asked.onerror = (event) => {
      event.preventDefault();
      clearTimeout(timer);
      if (isMissing) resolve(null);
      else reject(asked.error);
    };
  });

  async function connect(creates) {
    if (isSilent) throw new Error();
    for (let tried = 1; !db; tried += 1) {
      try {
        db = await openOnce(creates);
        break;
      } catch (error) {
        if (error.name !== 'UnknownError' || tried === TRIES) throw error;
        await new Promise((done) => setTimeout(done, PAUSE_MS * tried));
      }
    }
    return db;
  }

  async function begin(mode, creates) {
    const options = { durability: creates === 'strict' || mode === 'readonly' ? 'strict' : 'relaxed' };
    try {
      return (await connect(creates))?.transaction(STORE, mode, options);
    } catch (error) {
      // A connection that ended without a word is made anew, once.
      if (error.name !== 'InvalidStateError' || !db) throw error;
      close();
      return (await connect(creates))?.transaction(STORE, mode, options);
    }
  }

  /**
   * What `work` gave in a transaction, once that is complete, and nothing if there is no database; fails if it is not complete.
   * `creates`: false, or how sure the writing has to be, 'strict' or 'relaxed'.
   */
  async function within(mode, creates, work) {
    const transaction = await begin(mode, creates);
    if (!transaction) return undefined;
    return new Promise((resolve, reject) => {
      let given;
      const abort = () => {
        try {
          transaction.abort();
        } catch {
          // It has ended already.
        }
        reject(transaction.error ?? new Error());
      };
      const timer = setTimeout(abort, WRITE_MS);
      const then = (request, action) => {
        request.onsuccess = () => {
          try {
            action(request.result);
          } catch {
            abort();
          }
        };
        request.onerror = (event) => event.preventDefault();
      };
      transaction.oncomplete = () => {
        clearTimeout(timer);
        resolve(given);
      };
      transaction.onabort = () => {
        clearTimeout(timer);
        reject(transaction.error ?? new Error());
      };
      transaction.onerror = (event) => {
        event.preventDefault();
        abort();
      };
      try {
        work(transaction.objectStore(STORE), then, (value) => (given = value));
      } catch {
        abort();
      }
    });
  }

  return { within, close };
}
