// Loads the engine when it is first asked, and anew after it could not be loaded or broke down.

let engine;
let loads = 0;

async function load() {
  // Another address makes another instance, so that a broken one is never asked again.
  const module = await import(`./engine.js?${loads++}`);
  await module.default();
  return module;
}

export async function open(study, responses, mapping, selection) {
  try {
    engine ??= load();
    return (await engine).open(study, responses, mapping, selection);
  } catch (error) {
    engine = undefined;
    throw error;
  }
}
