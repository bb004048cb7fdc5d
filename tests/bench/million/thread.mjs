// A thread of Node that stands in for a worker of a browser: it has what the engine's glue asks for, and no more.

import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';

/** Bytes that are there, in the place of a small file. */
class Held {
  constructor(bytes) {
    this.bytes = bytes;
    this.size = bytes.length;
  }

  slice(from, to) {
    return new Held(this.bytes.slice(from, to));
  }
}

const OwnBlob = globalThis.Blob;
globalThis.Blob = class {
  static [Symbol.hasInstance](value) {
    return value instanceof OwnBlob || value instanceof Held;
  }
};
globalThis.DedicatedWorkerGlobalScope = class {
  static [Symbol.hasInstance](value) {
    return value === globalThis;
  }
};
globalThis.FileReaderSync = class {
  readAsArrayBuffer({ bytes }) {
    return bytes.slice().buffer;
  }
};
globalThis.self = globalThis;
globalThis.postMessage = (message, transfer) => parentPort.postMessage(message, transfer);
globalThis.esteem = { broke: (place) => postMessage(['broke', place]) };

vm.runInThisContext(`${readFileSync(workerData.glue, 'utf8')}\nglobalThis.wasm_bindgen = wasm_bindgen;`);
const { memory } = globalThis.wasm_bindgen.initSync({ module: workerData.module });

parentPort.on('message', (message) => {
  if (message === 'memory') return postMessage(['memory', memory.buffer.byteLength]);
  // The study comes as bytes; the answers are a file.
  const data = message.map((part, place) => (place > 0 && part instanceof Uint8Array ? new Held(part) : part));
  return globalThis.onmessage({ data });
});
