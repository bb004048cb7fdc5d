// Before anything is drawn: the page's language, because the first paint is in both and shows one.
document.documentElement.lang = /^zh\b/i.test(navigator.language) ? 'zh' : 'en';
// Whoever only answers a questionnaire sees nothing of the report, and waits for nothing of it.
if (/^#\/answer(?:\?|$)/.test(location.hash)) document.documentElement.dataset.page = 'answer';
// Whoever selects or compares sees something else than what came with the page.
else if (!/[?&](?:where|by)=/.test(location.hash)) {
  const link = document.querySelector(`link[hreflang="${document.documentElement.lang}"]`);
  if (link) link.href = link.dataset.href;
}
