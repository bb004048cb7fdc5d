// Gets the engine and starts workers that run it.

/** The page's own module. */
const compiling = compile('app_bg.wasm');

/** The engine's module: asked for when it is needed, compiled once for all workers. */
let compilingEngine;
let module;

/** The address of a worker's script; in one file, the script is made of what the page holds. */
function workerAddress() {
  if (!isOneFile()) return new URL(`worker.js?v=${build}`, document.baseURI).href;
  const parts = ['engine.js', 'worker.js'].map((name) => document.querySelector(`script[data-source="${name}"]`).textContent);
  return URL.createObjectURL(new Blob(parts, { type: 'text/javascript' }));
}

let address;
/** A worker that gets its scripts while the module is on its way. */
let spare;

function newWorker() {
  if (!address) workerAddresses.add((address = workerAddress()));
  const worker = new Worker(policy.createScriptURL(address));
  worker.addEventListener('message', ({ data: [name, value] }) => {
    if (name === 'elsewhere') addElsewhere(value);
    if (name === 'broke') console.warn(`the engine broke down at ${value}`);
  });
  // The page starts another, and says so where it matters.
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    if (spare === worker) spare = undefined;
  });
  return worker;
}

/** Gets the engine; done when workers can run it. */
esteem.engine = async () => {
  if (module) return;
  compilingEngine ??= compile('engine_bg.wasm');
  try {
    // A browser that refuses workers shows so when one is asked for.
    spare ??= newWorker();
  } catch {
    spare = undefined;
  }
  try {
    module = await compilingEngine;
  } catch (error) {
    // It may be there the next time.
    compilingEngine = undefined;
    throw error;
  }
};

/** A worker that will listen, once the engine is there. */
esteem.startWorker = () => {
  const worker = spare ?? newWorker();
  spare = undefined;
  // The module has to be the first that a worker is sent.
  worker.postMessage([build, module]);
  return worker;
};
