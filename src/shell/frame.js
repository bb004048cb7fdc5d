// The page that frames this one, where a company shows a questionnaire in a frame: it is told when questions stand, how high they
// are, and that a response was finished. What was answered it is never told here.

const isFramed = parent !== globalThis.window;

/** The origin that the browser names as where this page was asked for, which in a frame is the page around it. */
const framedBy = isFramed && document.referrer ? new URL(document.referrer).origin : undefined;

/** Tells the page around this one. A browser that does not say which page that is may tell any: so nobody is named to it. */
esteem.tellFrame = (type, id) => {
  if (isFramed) parent.postMessage(framedBy && id ? { type, id } : { type }, framedBy ?? '*');
};

/** Tells how high the page is, now and whenever that changes. */
esteem.tellHeights = () => {
  if (!isFramed) return;
  const place = document.getElementById('app');
  const tell = () => parent.postMessage({ type: 'esteem-height', height: Math.ceil(place.getBoundingClientRect().height) }, framedBy ?? '*');
  new ResizeObserver(tell).observe(place);
};

/** The text of a study of this page's own origin; what fails says why by its name. */
esteem.study = async (address) => {
  const failed = (name) => Object.assign(new Error(address), { name });
  const url = URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI) : undefined;
  if (url?.origin !== location.origin) throw failed('elsewhere');
  const response = await fetch(url, { credentials: 'omit' }).catch(() => undefined);
  if (!response?.ok) throw failed('unreachable');
  return response.text();
};
