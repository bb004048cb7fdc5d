// Starts the page. The first paint came with the page's own markup and stays until the app has something to show.

/** How long the first paint may stand in for an app that runs and has nothing to show yet. */
const patience_ms = 4000;

/** The app takes the place of the first paint; done when it is seen. */
esteem.stand = () =>
  new Promise((seen) => {
    // Before the next frame, when the app has been drawn.
    requestAnimationFrame(() => {
      document.getElementById('first-paint')?.remove();
      document.getElementById('app')?.removeAttribute('hidden');
      setTimeout(seen);
    });
  });

// What the engine says of the example comes with the page. Whoever is to see something else waits for the engine.
const isOther = /[?&](?:where|by)=/.test(location.hash) || esteem.keeper.isReopening();
if (isOther && !isAnswered) esteem.engine().catch(() => undefined);

async function start() {
  try {
    // An address that says what to show is not about the example's sentences.
    if (isAnswered) document.getElementById('first-paint')?.remove();
    else if (location.hash.length > 1) document.querySelectorAll('#first-paint main').forEach((part) => part.remove());
    if (wasm_bindgen.build !== build) throw new Error('another build');
    await wasm_bindgen({ module_or_path: await compiling });
    setTimeout(esteem.stand, patience_ms);
  } catch (error) {
    console.warn(`the page could not start: ${error}`);
    cannotStart();
  }
}

// The glue comes after this script; by then it has run.
addEventListener('DOMContentLoaded', start);
