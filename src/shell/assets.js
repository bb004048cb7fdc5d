// What comes with the page: beside it on a web host, or inside it where the page is one file.

/** The element that holds a file of the page that is one file. */
const inside = (name) => document.querySelector(`script[data-asset="${name}"]`);

/** Whether the page is one file. */
const isOneFile = () => inside('app_bg.wasm') !== null;

/** A file that came with the page, as a response that can be read once. */
async function fetchAsset(name) {
  const element = inside(name);
  if (!element) {
    const response = await fetch(`${name}?v=${build}`);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response;
  }
  const text = atob(element.textContent.trim());
  const packed = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip')));
}

esteem.asset = async (name) => (await fetchAsset(name)).blob();

/** A module that came with the page, compiled. */
async function compile(name) {
  const response = await fetchAsset(name);
  // Hosts that do not know the type of such files still serve them, and the browser then takes them only as bytes.
  const isTyped = response.headers.get('Content-Type')?.startsWith('application/wasm');
  if (isTyped && WebAssembly.compileStreaming) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
