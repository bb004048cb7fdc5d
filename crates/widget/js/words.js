// What has to be said while there is no module to say it.

const SENTENCES = {
  loading: ['正在载入问卷…', 'Loading the questionnaire…'],
  slow: ['载入比平时慢，请稍候。', 'This is taking longer than usual. The questionnaire is still loading.'],
  failed: ['问卷没能载入，请检查网络后再试。', 'The questionnaire could not be loaded. Check your connection and try again.'],
  retry: ['再试一次', 'Try again'],
  refused: ['这份问卷在此浏览器或此网页上无法显示。', 'This questionnaire cannot be shown in this browser or on this page.'],
  broken: ['问卷出了故障，无法继续。', 'The questionnaire ran into a problem and cannot go on.'],
  kept: ['您的回答仍保存在此设备上。', 'Your answers are still saved on this device.'],
  title: ['问卷', 'Questionnaire'],
};

/** The language that the element, or else its page, or else its reader is set to. */
const languageOf = (host) => host.closest('[lang]')?.lang || navigator.language || 'en';

const say = (host, name) => SENTENCES[name][/^zh/i.test(languageOf(host)) ? 0 : 1];
