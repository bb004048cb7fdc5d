// Starts workers: the same module as the page's, in its other role.

/** The module, once it is compiled. */
let module;
const compiling = compile().then((compiled) => (module = compiled));

/** The address of a worker's script; in one file, the script is made of what the page itself runs. */
function workerAddress() {
  if (!isOneFile()) return new URL(`worker.js?v=${build}`, document.baseURI).href;
  const parts = ['app.js', 'worker.js'].map((name) => document.querySelector(`script[data-source="${name}"]`).textContent);
  return URL.createObjectURL(new Blob(parts, { type: 'text/javascript' }));
}

let address;
let spare;

function newWorker() {
  if (!address) workerAddresses.add((address = workerAddress()));
  const worker = new Worker(policy.createScriptURL(address));
  worker.addEventListener('message', ({ data }) => {
    if (data[0] === 'elsewhere') addElsewhere(data[2]);
    if (data[0] === 'broke') console.warn(`the engine broke down at ${data[2]}`);
  });
  // The page starts another, and says so where it matters.
  worker.addEventListener('error', (event) => event.preventDefault());
  // The module has to be the first that a worker is sent: at once, unless the page itself still waits for it.
  const start = () => worker.postMessage([build, module]);
  if (module) start();
  else compiling.then(start, () => undefined);
  return worker;
}

/** A worker that will listen; the first one was started together with the page. */
esteem.startWorker = () => {
  const worker = spare ?? newWorker();
  spare = undefined;
  return worker;
};
