// Where the parts are on a web host: beside this file, under the names by which a page may have them fetched early. What a cache
// holds of another build is never used, and asked for again under a name that only this build has.

const BUILD = 'BUILD_ID';
const OWN = `?v=${BUILD}`;

const beside = (name) => new URL(name, import.meta.url).href;

/** A script of ours. Browsers remember which script they could not get, so that each new try needs another address. */
async function getScript(name, tried) {
  const again = tried > 1 ? `try=${tried}` : '';
  for (const query of [again && `?${again}`, again ? `${OWN}&${again}` : OWN]) {
    const script = await import(beside(name + query));
    if (script.build === BUILD) return script;
  }
  throw new TypeError();
}

const getParts = (tried) => getScript('esteem-survey-parts.js', tried);

const getKeeping = (tried) => getScript('esteem-survey-keeping.js', tried);

/** The module, compiled. A page whose policy lets nothing be fetched may still let scripts in. */
async function getCode(tried) {
  try {
    for (const query of ['', OWN]) {
      const response = await fetch(beside('esteem-survey_bg.wasm' + query));
      if (!response.ok) throw new TypeError();
      // Hosts that do not know the type of such files still serve them, and browsers then take them only as bytes.
      const isTyped = /^application\/wasm/.test(response.headers.get('Content-Type'));
      const code = await (isTyped && WebAssembly.compileStreaming
        ? WebAssembly.compileStreaming(response)
        : WebAssembly.compile(await response.arrayBuffer()));
      const [print] = WebAssembly.Module.customSections(code, 'print');
      if (new TextDecoder().decode(print) === 'CODE_PRINT') return code;
    }
  } catch {
    // The same in letters.
  }
  const { bytes } = await getScript('esteem-survey-bytes.js', tried);
  return WebAssembly.compile(Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)));
}
