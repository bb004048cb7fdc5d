// Counts what leaves the page for another place than its own. The promise is none; this is how a reader can see it kept.

let elsewhere = 0;
let watching;

function addElsewhere(count) {
  if (count === 0) return;
  elsewhere += count;
  watching?.(elsewhere);
}

watchElsewhere(addElsewhere);

esteem.requestsElsewhere = () => elsewhere;
esteem.watchRequests = (changed) => void (watching = changed);
