// A workspace as one file: `esteem.workspaceFile` writes, recognises and reads it, however large the files in it are.
//
// {"format": "esteem-workspace/1", "name": "…", "view": "#/…", "files": [{"kind": "study", "name": "…", "base64": "…"}, …]}
//
// A file of answers may be larger than the longest text that a browser can hold. So nothing here holds a whole file: it is
// written in pieces, and the long texts of it are cut out by their places before the rest is read as JSON.
'use strict';
(() => {
  const FORMAT = 'esteem-workspace/';
  const VERSION = 1;
  const KINDS = ['study', 'responses', 'mapping'];

  /** Bytes read at once: whole groups of base64 both before and after. */
  const PIECE = 3 * 4 * 2 ** 17;
  /** Only texts longer than this are cut out. */
  const LONG = 2 ** 16;
  const HEAD = 4096;
  const LONGEST_NAME = 80;
  const LONGEST_VIEW = 8192;
  /** How long a saved file stays with the page: a browser does not say when it has taken it. */
  const TAKEN_AFTER_MS = 60_000;
  const QUOTE = 0x22;
  const SLASH = 0x5c;

  /** An error that the page has words for. */
  function trouble(name, details) {
    return Object.assign(new Error(name), { trouble: name }, details);
  }

  /** A name that can be shown in one line: never empty as long as `otherwise` is not. */
  function tidyName(name, otherwise = 'Esteem') {
    const tidied = String(name ?? '').toWellFormed().replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
    return [...tidied].slice(0, LONGEST_NAME).join('').trim() || otherwise;
  }

  /** Whether a file says at its beginning that it is a workspace, of whatever version. */
  async function isOne(blob) {
    const head = (await blob.slice(0, HEAD).text()).replace(/^\uFEFF/, '').trimStart();
    return head.startsWith('{') && /"format"\s*:\s*"esteem-workspace\//.test(head);
  }

  /** The workspace as a file. Fails with `files` and the name of the file in it that the device no longer gives. */
  async function pack({ name, view, files }) {
    const head = { format: FORMAT + VERSION, name: tidyName(name), view: String(view ?? '') };
    const parts = [JSON.stringify(head).slice(0, -1), ',"files":['];
    for (const [index, file] of files.entries()) {
      const said = JSON.stringify({ kind: file.kind, name: file.name, base64: '' });
      parts.push(index > 0 ? ',\n' : '\n', said.slice(0, -2));
      for (let at = 0; at < file.blob.size; at += PIECE) {
        parts.push(new Blob([await base64(file.blob.slice(at, at + PIECE), file.name)]));
      }
      parts.push('"}');
    }
    parts.push('\n]}\n');
    return new Blob(parts, { type: 'application/json' });
  }

  function base64(piece, name) {
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
      reader.onerror = () => reject(trouble('files', { file: name }));
      reader.readAsDataURL(piece);
    });
  }

  /** The workspace in a file: nothing if the file is none, `newer` or `damaged` if it is one that cannot be read. */
  async function unpack(blob) {
    try {
      if (!(await isOne(blob))) return undefined;
      const long = await longTexts(blob);
      const said = JSON.parse(await outline(blob, long));
      const version = Number(/^esteem-workspace\/(\d+)$/.exec(said.format)?.[1]);
      if (version > VERSION) throw trouble('newer');
      if (version !== VERSION || !Array.isArray(said.files)) throw trouble('damaged');
      const kinds = said.files.map((file) => file.kind);
      if (new Set(kinds).size !== kinds.length || !kinds.every((kind) => KINDS.includes(kind))) throw trouble('damaged');
      const files = [];
      for (const file of said.files) {
        const cut = /^~(\d+)$/.exec(file.base64);
        const source = cut ? blob.slice(...long[cut[1]]) : new Blob([file.base64]);
        files.push({ kind: file.kind, name: tidyName(file.name, file.kind), blob: await bytes(source) });
      }
      const view = typeof said.view === 'string' && said.view.length <= LONGEST_VIEW ? said.view : '';
      return { name: tidyName(said.name), view, files };
    } catch (error) {
      if (error.trouble) throw error;
      throw error.name === 'NotReadableError' ? trouble('files', { file: blob.name }) : trouble('damaged');
    }
  }

  /** Where the long texts of a JSON file begin and end, without their quotation marks. */
  async function longTexts(blob) {
    const found = [];
    let from = -1;
    let escapes = false;
    for (let at = 0; at < blob.size; at += PIECE) {
      const piece = new Uint8Array(await blob.slice(at, at + PIECE).arrayBuffer());
      for (let i = 0; i < piece.length; ) {
        const quote = piece.indexOf(QUOTE, i);
        const end = quote < 0 ? piece.length : quote;
        if (from >= 0) {
          // A quotation mark after an odd number of backslashes belongs to the text.
          let first = end;
          while (first > i && piece[first - 1] === SLASH) first -= 1;
          const isOdd = (end - first) % 2 === 1;
          escapes = first === i ? escapes !== isOdd : isOdd;
        }
        if (quote >= 0) {
          if (from < 0) from = at + quote + 1;
          else if (!escapes) {
            if (at + quote - from > LONG) found.push([from, at + quote]);
            from = -1;
          }
          escapes = false;
        }
        i = end + 1;
      }
    }
    return found;
  }

  /** The text of a JSON file with each long text replaced by its number; no base64 begins with a tilde. */
  function outline(blob, long) {
    const parts = [];
    let at = 0;
    for (const [index, [from, to]] of long.entries()) {
      parts.push(blob.slice(at, from), `~${index}`);
      at = to;
    }
    return new Blob([...parts, blob.slice(at)]).text();
  }

  /** The bytes of a base64 text, as a file of its own. */
  async function bytes(source) {
    const parts = [];
    let rest = '';
    for (let at = 0; at < source.size; at += PIECE) {
      // JSON may write a slash with a backslash before it.
      const text = (rest + (await source.slice(at, at + PIECE).text())).replaceAll('\\/', '/');
      const isLast = at + PIECE >= source.size;
      const whole = isLast ? text.length : text.length - (text.length % 4) - (text.endsWith('\\') ? 4 : 0);
      rest = text.slice(whole);
      const letters = atob(text.slice(0, whole));
      const piece = new Uint8Array(letters.length);
      for (let i = 0; i < letters.length; i += 1) piece[i] = letters.charCodeAt(i);
      parts.push(new Blob([piece]));
    }
    return new Blob(parts);
  }

  /** Gives the reader the workspace as a file. */
  async function save(workspace) {
    const url = URL.createObjectURL(await pack(workspace));
    const link = document.createElement('a');
    link.href = url;
    const name = tidyName(workspace.name).replace(/[\\/:*?"<>|]/g, '-').replace(/^\.+|\.+$/g, '');
    link.download = `${name || 'Esteem'}.esteem-workspace.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), TAKEN_AFTER_MS);
  }

  globalThis.esteem ??= {};
  globalThis.esteem.workspaceFile = Object.freeze({ KINDS, isOne, pack, save, tidyName, trouble, unpack });
})();
