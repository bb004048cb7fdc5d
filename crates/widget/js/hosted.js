// Where the parts are on a web host: beside this file. Parts of another build are never used, whatever a cache says.

const BUILD = 'BUILD_ID';

const beside = (name) => new URL(`${name}?v=${BUILD}`, import.meta.url).href;

/** A script of ours. Browsers remember which script they could not get, so that each new try needs another address. */
async function getScript(name, tried) {
  const script = await import(beside(name) + (tried > 1 ? `&try=${tried}` : ''));
  if (script.build !== BUILD) throw new TypeError();
  return script;
}

const getParts = (tried) => getScript('esteem-survey-parts.js', tried);

const getKeeping = (tried) => getScript('esteem-survey-keeping.js', tried);

/** The module, compiled. A page whose policy lets nothing be fetched may still let scripts in. */
async function getCode(tried) {
  try {
    const response = await fetch(beside('esteem-survey_bg.wasm'), { integrity: 'CODE_INTEGRITY' });
    if (!response.ok) throw new TypeError();
    // Hosts that do not know the type of such files still serve them, and browsers then take them only as bytes.
    const isTyped = /^application\/wasm/.test(response.headers.get('Content-Type'));
    return await (isTyped && WebAssembly.compileStreaming
      ? WebAssembly.compileStreaming(response)
      : WebAssembly.compile(await response.arrayBuffer()));
  } catch {
    const { bytes } = await getScript('esteem-survey-bytes.js', tried);
    return WebAssembly.compile(Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)));
  }
}
