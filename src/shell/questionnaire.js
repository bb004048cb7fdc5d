// The questionnaire's element: asked for where it is shown for the first time, because most readers never see it.

/** Defines `<esteem-survey>`; in one file, it was defined when the page was read. */
esteem.defineQuestionnaire = async () => {
  if (!isOneFile()) await import(`./esteem-survey.js?v=${build}`);
};

/** A study that stands at an address of this page's own origin, or why it cannot be had, by its name in the app. */
async function fetchStudy(address) {
  if (!address) throw 'unnamed';
  const url = URL.canParse(address, document.baseURI) && new URL(address, document.baseURI);
  if (!url || url.origin !== location.origin) throw 'elsewhere';
  const response = await fetch(url, { credentials: 'omit' }).catch(() => undefined);
  if (!response?.ok) throw 'unreachable';
  return response.text();
}

/** The title of a study in a language; fails for what is no study. */
function titleOf(text, tag) {
  try {
    const { title } = JSON.parse(text);
    return title[tag] ?? title[tag.split('-')[0]] ?? Object.values(title)[0].trim();
  } catch {
    throw 'broken';
  }
}

/** Puts a questionnaire into a place, with attributes as [name, value]. The study is a file of the reader's or an address. */
esteem.questionnaire = async (place, study, attributes) => {
  const turn = (place.turn = {});
  const isFile = study instanceof Blob;
  const text = isFile ? await study.text().catch(() => Promise.reject('unreadable')) : await fetchStudy(study);
  const title = titleOf(text, new Map(attributes).get('lang') ?? document.documentElement.lang);
  if (!isFile) document.title = document.querySelector('.answer > h1').textContent = title;
  await esteem.defineQuestionnaire();
  // Meanwhile another may have been asked for.
  if (place.turn !== turn) return;
  const survey = document.createElement('esteem-survey');
  survey.study = text;
  attributes.forEach(([name, value]) => survey.setAttribute(name, value));
  place.replaceChildren(survey);
};
