// `esteem.keeper`: what becomes of the workspace on the page and of those kept on this device.
//
// Nothing is written until the reader asks for it. From then on every change is saved by itself: one save at a time, the
// last change counts, and `kept` is said only when the save is done. A save that fails leaves the saved state as it was,
// says so, and is tried again with the next change. Two tabs that hold the same workspace find out and ask the reader.
'use strict';
(() => {
  const { storage, workspaceFile } = esteem;
  /** Remembers, for this tab alone and only once something is kept, which workspace to open after a reload. */
  const LAST = 'esteem/1/open';

  /** What is on the page: where the reader is, and the open files, each `{kind, name, blob}`. */
  let shown = { view: '', files: [] };
  /** The kept workspace that it is, if it is one. */
  let current;
  /** A workspace that was handed to the page and is not on it yet. */
  let handed;
  /** What the workspace on the page was called in its file. */
  let called;
  /** What is known of the store. */
  let store = { list: null, usage: null, quota: null, persisted: null };
  /** Why the last thing that the reader asked for was not done. */
  let trouble;
  let tell = () => {};

  const isSame = (some, others) => some.length === others.length && some.every((file, i) => isFile(file, others[i]));
  const isFile = (one, other) => one.kind === other.kind && one.blob === other.blob;
  const study = (files) => files.find((file) => file.kind === 'study')?.blob;

  /** Everything that the page shows of it, as plain values. */
  function state() {
    const { id, name, saved_at, phase, trouble: why } = current ?? {};
    return {
      current: current ? { id, name, saved_at, phase, trouble: why } : undefined,
      called,
      list: store.list ?? undefined,
      usage: store.usage ?? undefined,
      quota: store.quota ?? undefined,
      persisted: store.persisted ?? undefined,
      trouble,
      isLocal: location.protocol === 'file:',
    };
  }

  function say() {
    // A tab that holds what should be kept and is not asks before it is closed.
    const isAtRisk = current && current.phase !== 'kept';
    (isAtRisk ? addEventListener : removeEventListener)('beforeunload', warn);
    tell(state());
  }

  function warn(event) {
    event.preventDefault();
  }

  function become(next) {
    current = next;
    try {
      if (next?.saved_at) sessionStorage.setItem(LAST, next.id);
      else sessionStorage.removeItem(LAST);
    } catch {
      // Without it the reader opens the workspace from the list.
    }
  }

  /**
   * The page tells what is on it, as often as it likes. A workspace that was handed out is on it from the moment that its
   * own files are named here; until then the page stays where it is.
   */
  function follow(view, files) {
    if (called && !isSame(shown.files, files)) called = undefined;
    shown = { view, files };
    if (handed && isSame(handed.files, files)) {
      const { id, name, rev, saved_at, view: kept } = handed;
      become(id && { id, name, rev, saved_at, stored: { name, view: kept, files }, phase: 'kept' });
      called = id ? undefined : name;
      handed = undefined;
      say();
    } else if (current && study(current.stored?.files ?? files) !== study(files)) {
      // Another study is another workspace: what was kept stays as it was.
      become(undefined);
      say();
    }
    return save();
  }

  /** Saves what is not saved yet, until there is nothing left to save. */
  async function save() {
    const mine = current;
    const isDue = () => {
      const { stored } = mine;
      return !stored || stored.name !== mine.name || stored.view !== shown.view || !isSame(stored.files, shown.files);
    };
    if (!mine || mine.isBusy || mine.isHalted || !isDue()) return;
    mine.isBusy = true;
    try {
      while (current === mine && isDue()) {
        const { view, files } = shown;
        const { id, rev, name, stored } = mine;
        mine.phase = 'saving';
        say();
        const hasFiles = stored && isSame(stored.files, files);
        const done = await storage.put({ id, rev, name, view, files: hasFiles ? undefined : files });
        // Whoever renamed it meanwhile is heard in the next round.
        if (mine.name === name) mine.name = done.name;
        Object.assign(mine, { rev: done.rev, saved_at: done.saved_at, stored: { name: done.name, view, files } });
        Object.assign(mine, { phase: 'kept', trouble: undefined });
        if (current === mine) become(mine);
      }
    } catch (error) {
      Object.assign(mine, { phase: 'trouble', trouble: nameOf(error) });
      // Saving again would overwrite another tab, or bring back what was deleted: the reader decides.
      mine.isHalted = ['conflict', 'gone', 'newer', 'broken'].includes(mine.trouble);
      if (!mine.stored && current === mine) {
        // It was never kept, and so there is no promise to hold to.
        trouble = mine.trouble;
        become(undefined);
      }
    } finally {
      mine.isBusy = false;
      say();
    }
    if (store.list) await look();
  }

  const nameOf = (error) => error?.trouble ?? 'failed';

  /** Does what the reader asked for, and says why if it could not be done. */
  async function attempt(act) {
    trouble = undefined;
    say();
    let result;
    try {
      result = await act();
    } catch (error) {
      trouble = nameOf(error);
    }
    say();
    return result;
  }

  /** Reads the list again, and what the browser says about room. */
  async function look() {
    const [list, room] = await Promise.all([
      storage.list().catch((error) => {
        trouble = nameOf(error);
        return store.list;
      }),
      storage.estimate(),
    ]);
    store = { list, ...room };
    say();
  }

  /** Finds out whether another tab has saved or deleted the workspace on the page. */
  async function check() {
    if (store.list) await look();
    const mine = current;
    if (!mine?.stored || mine.isBusy || mine.isHalted) return;
    const { rev } = mine;
    const list = await storage.list().catch(() => undefined);
    // What this tab has saved meanwhile has found out by itself.
    if (!list || current !== mine || mine.isBusy || mine.rev !== rev) return;
    const held = list.find(({ id }) => id === mine.id);
    if (held?.rev === rev) return;
    Object.assign(mine, { phase: 'trouble', trouble: held ? 'conflict' : 'gone', isHalted: true });
    say();
  }

  /** Keeps what is on the page under a name. */
  function keep(name) {
    trouble = undefined;
    current = { id: storage.newId(), name: workspaceFile.tidyName(name), rev: 0, saved_at: 0, phase: 'saving' };
    return save();
  }

  /** Saves again what could not be saved. What is not there any more is kept anew. */
  function retry() {
    if (!current) return undefined;
    if (current.trouble === 'gone') Object.assign(current, { rev: 0, stored: undefined });
    current.isHalted = false;
    return save();
  }

  /** Keeps what is on the page beside what another tab has made of it. */
  async function keepBoth() {
    if (!current) return;
    const names = new Set((await storage.list().catch(() => [])).map(({ name }) => name));
    const base = current.name.replace(/ \(\d+\)$/, '');
    let number = 2;
    while (names.has(`${base} (${number})`)) number += 1;
    await keep(`${base} (${number})`);
  }

  /** Gives a workspace another name. */
  async function rename(id, name) {
    if (current?.id === id) {
      current.name = workspaceFile.tidyName(name, current.name);
      say();
      return save();
    }
    return change(id, ({ rev }) => storage.put({ id, rev, name }));
  }

  /** Deletes a workspace; if it is the one on the page, that stays there and is kept no more. */
  function remove(id) {
    return change(id, ({ rev }) => storage.remove(id, rev)).then(() => {
      if (current?.id === id && !trouble) become(undefined);
      say();
    });
  }

  function change(id, act) {
    const entry = store.list?.find((held) => held.id === id);
    if (!entry) return look();
    const refuse = (error) => {
      // Nothing of the reader's is at stake: the list is read again and shows what has changed.
      throw nameOf(error) === 'conflict' ? workspaceFile.trouble('changed') : error;
    };
    return attempt(() => act(entry).catch(refuse).finally(look));
  }

  /** Deletes everything that is kept on this device. */
  function clear() {
    return attempt(async () => {
      await storage.clear();
      become(undefined);
      await look();
    });
  }

  /** Hands out a kept workspace for the page to open: nothing, if it cannot be opened. */
  function open(id) {
    return attempt(async () => {
      handed = await storage.get(id);
      return handed;
    });
  }

  /** Hands out the workspace in a file: nothing, if the file is no workspace. Fails if it cannot be opened. */
  async function openFile(blob) {
    const found = await workspaceFile.unpack(blob);
    if (found) handed = found;
    return found;
  }

  /** The id of the workspace that was open in this tab before it was loaded again. */
  function last() {
    try {
      return sessionStorage.getItem(LAST);
    } catch {
      return undefined;
    }
  }

  const isReopening = () => Boolean(last());

  /** The workspace that was open in this tab before it was loaded again: undefined if there was none, null if it is lost. */
  async function reopen() {
    const id = last();
    if (!id) return undefined;
    const found = await open(id);
    if (!found) become(undefined);
    return found ?? null;
  }

  /** Gives the reader what is on the page as a file. */
  function saveFile(name) {
    return attempt(() => workspaceFile.save({ name: current?.name ?? called ?? name, ...shown }));
  }

  /** Asks the browser not to throw away what is kept. */
  function persist() {
    return attempt(async () => {
      const isGranted = await storage.persist();
      await look();
      if (!isGranted) throw workspaceFile.trouble('not-persisted');
    });
  }

  /** Calls back with the state, now and whenever it changes; answers with the way to stop that. */
  function start(callback) {
    tell = callback;
    const stop = storage.watch(check);
    const onShow = () => document.visibilityState === 'visible' && check();
    document.addEventListener('visibilitychange', onShow);
    say();
    return () => {
      stop();
      document.removeEventListener('visibilitychange', onShow);
      tell = () => {};
    };
  }

  /** A moment in the words of a language. */
  function when(ms, language) {
    return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(ms);
  }

  esteem.keeper = Object.freeze({
    ...{ start, state, follow, look, keep, retry, keepBoth, rename, remove, clear },
    ...{ open, openFile, isReopening, reopen, saveFile, persist, when },
  });
})();
