// The workspace outside the app: what is open and what is looked at, so that both outlive the app.

/** The workspace that the app handed over last; `view` is the part of the address that says what is shown. */
let kept = { name: '', view: '', files: [] };

/** The app hands files over as [kind, name, blob]. */
esteem.keep = (name, files, view) => {
  kept = { name, view, files: files.map(([kind, fileName, blob]) => ({ kind, name: fileName, blob })) };
  esteem.keeper.follow(view, kept.files);
};

/** Gives the reader the workspace that was handed over last, as one file. */
esteem.saveWorkspace = () => esteem.workspaceFile.save(kept);
