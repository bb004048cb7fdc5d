// Notices what leaves for another place than the page's own; in the page and in each of its workers.

const isElsewhere = ({ name }) => !/^(?:data|blob|about):/.test(name) && new URL(name).origin !== location.origin;

/** Tells of the requests that leave, by their number, also of those before now. */
function watchElsewhere(tell) {
  if (!globalThis.PerformanceObserver) return;
  const observer = new PerformanceObserver((list) => tell(list.getEntries().filter(isElsewhere).length));
  observer.observe({ type: 'resource', buffered: true });
}
