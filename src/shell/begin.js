// What the scripts of the shell share. They are joined in the order of xtask's list and stand in one scope.

/** What the app may call; see src/shell.rs. */
const esteem = {};
globalThis.esteem = esteem;

/** The build that this page is of. */
const build = 'BUILD_ID';
esteem.build = () => build;

/** Whether the page shows nothing but a questionnaire to answer. */
const isAnswered = document.documentElement.dataset.page === 'answer';

/** Two wordings of one sentence: the one in the page's language. */
const say = (zh, en) => (document.documentElement.lang.startsWith('zh') ? zh : en);
