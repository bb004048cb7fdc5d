// The page when the app is no more: says so, and gives the reader what the app was working on.

let isRescued = false;

const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
};

function button(className, text, press) {
  const made = element('button', className);
  made.type = 'button';
  made.append(element('span', '', text));
  made.addEventListener('click', press);
  return made;
}

/** Takes the app away, so that nothing of it is called again, and shows what can be done. */
function rescue(title, lines) {
  if (isRescued) return;
  isRescued = true;
  esteem.stand();
  const screen = element('main', 'rescue page');
  screen.tabIndex = -1;
  screen.setAttribute('role', 'alert');
  const actions = element('div', 'actions');
  actions.append(button('button is-main', say('重新载入', 'Reload the page'), () => location.reload()));
  if (kept.files.length) {
    const trouble = element('p', 'notice');
    const save = () => esteem.saveWorkspace().catch(() => {
      trouble.textContent = say(
        '有文件已被移动或改动，无法再读取。请从原处重新打开。',
        'One of the files was moved or changed and can no longer be read. Open it again from where it is.',
      );
      screen.append(trouble);
    });
    actions.append(button('button', say('把工作区存为文件', 'Save the workspace as a file'), save));
  }
  screen.append(element('h1', '', title), ...lines.map((line) => element('p', '', line)), actions);
  // A dialog that is open keeps everything else from being reached; it goes with the app.
  document.getElementById('app')?.remove();
  document.body.prepend(screen);
  screen.focus();
}

/** The app has panicked, at this place of the sources. */
esteem.broke = (place) => {
  console.warn(`the page broke down at ${place}`);
  const lines = [
    say('页面的程序出错，已经停下。所有数字都由原文件算出，没有丢失。', 'The page’s program ran into an error and has stopped. Every number is worked out from your files, and none is lost.'),
  ];
  if (kept.files.length) {
    lines.push(say('您的文件仍在这里，没有离开过这台设备。', 'Your files are still here and have not left this device.'));
    lines.push(say('可先把工作区存为文件，重新载入后打开它，即可继续。', 'Save the workspace as a file, reload, and open it to go on.'));
  }
  rescue(say('页面停止了工作', 'The page has stopped working'), lines);
};

/** The page could not start. */
function cannotStart() {
  rescue(say('页面未能启动', 'The page could not start'), [
    say('页面的一部分未能载入，或者浏览器版本过旧。', 'A part of the page could not be loaded, or this browser is too old for it.'),
    say('请检查网络后重新载入；仍不行时，请换用新版的浏览器。', 'Check the connection and reload; if that does not help, use a current browser.'),
  ]);
}

const isTrap = (error) => globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError;
addEventListener('error', ({ error }) => {
  if (isTrap(error)) esteem.broke('?');
});
addEventListener('unhandledrejection', ({ reason }) => {
  if (isTrap(reason)) esteem.broke('?');
});
