// Counts what leaves the page for another place than its own. The promise is none; this is how a reader can see it kept.

let elsewhere = 0;
let watching;

function addElsewhere(count) {
  if (count === 0) return;
  elsewhere += count;
  watching?.(elsewhere);
}

const isElsewhere = ({ name }) => !/^(?:data|blob|about):/.test(name) && new URL(name).origin !== location.origin;

if (globalThis.PerformanceObserver) {
  const observer = new PerformanceObserver((list) => addElsewhere(list.getEntries().filter(isElsewhere).length));
  observer.observe({ type: 'resource', buffered: true });
}

esteem.requestsElsewhere = () => elsewhere;
esteem.watchRequests = (changed) => void (watching = changed);
