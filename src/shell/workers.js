// Starts workers: the same module as the page's, in its other role.

let compiling;

/** The module; a browser that could not get it is asked again by whoever needs it next. */
function compiled() {
  compiling ??= compile().catch((error) => {
    compiling = undefined;
    throw error;
  });
  return compiling;
}

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
  const start = (module) => worker.postMessage([build, module]);
  compiled().then(start, () => worker.dispatchEvent(new Event('error')));
  return worker;
}

/** A worker that will listen; the first one was started together with the page. */
esteem.startWorker = () => {
  const worker = spare ?? newWorker();
  spare = undefined;
  return worker;
};
