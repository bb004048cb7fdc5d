// The questionnaire's element: asked for where it is shown for the first time, because most readers never see it.

/** Defines `<esteem-survey>`; in one file, it was defined when the page was read. */
esteem.defineQuestionnaire = async () => {
  if (!isOneFile()) await import(`./esteem-survey.js?v=${build}`);
};
