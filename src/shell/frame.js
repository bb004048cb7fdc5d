// The page that shows a questionnaire alone, and the page that frames it, where a company has it in a frame: that one is told when
// questions stand, how high they are, and that a response was finished. What was answered it is never told here.

const isFramed = parent !== globalThis.window;

/** The origin that the browser names as where this page was asked for, which in a frame is the page around it. */
const framedBy = isFramed && document.referrer ? new URL(document.referrer).origin : undefined;

/** A browser that does not say which page is around this one may tell any: so nobody is named to it. */
const tellFrame = (type, value) => {
  if (isFramed) parent.postMessage({ type, ...value }, framedBy ?? '*');
};

/** Makes room for a questionnaire alone, with what is said around it in a language. */
esteem.alone = (language) => {
  document.documentElement.lang = language;
  const app = document.getElementById('app');
  const page = element('main', 'page answer');
  const place = element('div');
  page.dataset.view = 'answer';
  page.append(element('h1', 'heard', 'Esteem'), place);
  app.append(page);
  esteem.stand();
  place.addEventListener('esteem-ready', ({ type }) => tellFrame(type));
  place.addEventListener('esteem-response', ({ type, detail: { id } }) => tellFrame(type, framedBy && { id }));
  // Another address is another questionnaire, or the report.
  addEventListener('hashchange', () => location.reload());
  if (isFramed) {
    const tellHeight = () => tellFrame('esteem-height', { height: Math.ceil(app.getBoundingClientRect().height) });
    new ResizeObserver(tellHeight).observe(app);
  }
  return place;
};
