// The page's language, before anything is drawn: the first paint is in both, and shows one.
document.documentElement.lang = /^zh\b/i.test(navigator.language) ? 'zh' : 'en';
