// A worker's own shell: says which build it is of, and becomes an engine if the page is of the same. elsewhere.js stands in front.

const build = 'BUILD_ID';

/** What the module calls; a worker has no more of it than this. */
globalThis.esteem = { broke: (place) => postMessage(['broke', place]) };

// The page that is one file puts the glue in front of these lines.
if (typeof wasm_bindgen === 'undefined') importScripts(`engine.js?v=${build}`);
postMessage(['build', wasm_bindgen.build]);

watchElsewhere((count) => postMessage(['elsewhere', count]));

// The module takes over this handler as soon as it runs.
onmessage = ({ data: [pageBuild, module] }) => {
  if (pageBuild === wasm_bindgen.build) wasm_bindgen.initSync({ module });
};
