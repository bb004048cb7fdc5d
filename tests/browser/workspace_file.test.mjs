// Workspaces in files, and on a page that was opened from disk.

import assert from 'node:assert/strict';
import { utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { keepOne, storageTest, traces } from './empty_page.mjs';

storageTest('a file that was changed on the device since is named before it is lost', async ({ open, folder }) => {
  const page = await open();
  const file = path.join(folder, 'answers.csv');
  await writeFile(file, 'id\n1\n');
  await page.setContent('<input type="file">');
  await page.setInputFiles('input', file);
  await writeFile(file, 'id\n1\n2\n3\n4\n');
  // Browsers compare whole seconds.
  await utimes(file, 2e9, 2e9);
  const said = await page.evaluate(async () => {
    const chosen = [{ kind: 'responses', name: 'answers.csv', blob: document.querySelector('input').files[0] }];
    await esteem.keeper.follow('#/', chosen);
    await esteem.keeper.keep('June');
    const kept = [now(), esteem.keeper.state().trouble];
    await esteem.keeper.saveFile('June');
    return [...kept, esteem.keeper.state().trouble];
  });
  assert.deepEqual(said, [undefined, 'files', 'files']);
});

storageTest('a workspace goes into a file and comes back the same, large or small', async ({ open }) => {
  const page = await open();
  const same = await page.evaluate(async () => {
    const { pack, unpack } = esteem.workspaceFile;
    const random = (size) => {
      const bytes = new Uint8Array(size);
      for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
      return bytes;
    };
    const results = [];
    // Around the length of a piece, and of a text that is cut out.
    for (const size of [0, 1, 2, 3, 49_151, 49_152, 49_154, 1_572_863, 1_572_864, 1_572_865, 5_000_001]) {
      const blob = new Blob([random(size)]);
      const study = new Blob(['{"a":"\\" “引号” 😀"}']);
      const name = '六月 "quoted" \\ back / \u2028 😀';
      const packed = await pack({
        name,
        view: '#/needs?where=party%3Dalone',
        files: [
          { kind: 'study', name: 'a "b" \\.json', blob: study },
          { kind: 'responses', name: 'answers.csv', blob },
          { kind: 'mapping', name: 'm.json', blob: new Blob([random(100_000)]) },
        ],
      });
      const [plain, found] = [JSON.parse(await packed.text()), await unpack(packed)];
      const hash = async (blob) => new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())).join();
      results.push(
        plain.format === 'esteem-workspace/1' &&
          found.name === name.replace('\u2028', '').replace(/ +/g, ' ') &&
          found.view === plain.view &&
          found.files.map(({ kind }) => kind).join() === 'study,responses,mapping' &&
          found.files[0].name === 'a "b" \\.json' &&
          (await hash(found.files[0].blob)) === (await hash(study)) &&
          (await hash(found.files[1].blob)) === (await hash(blob)) &&
          // Somebody else's JSON: spaces, another order, slashes with a backslash.
          (await hash((await unpack(new Blob([JSON.stringify(plain, null, 2).replaceAll('/', '\\/').replace('esteem-workspace\\/', 'esteem-workspace/')]))).files[1].blob)) ===
            (await hash(blob)),
      );
    }
    return results;
  });
  assert.deepEqual(same, same.map(() => true));
});

storageTest('a file that is no workspace, a damaged one and a newer one are told apart', async ({ open }) => {
  const page = await open();
  const said = await page.evaluate(() => {
    const of = async (text) => {
      try {
        return typeof (await esteem.workspaceFile.unpack(new Blob([text])));
      } catch (error) {
        return error.trouble;
      }
    };
    const whole = '{"format":"esteem-workspace/1","name":"a","view":"","files":[{"kind":"study","name":"s","base64":"e30="}]}';
    return Promise.all([
      of(whole),
      of(`\uFEFF\n ${whole}`),
      of('{"format":"esteem-study/1"}'),
      of('id,wait\n'),
      of(''),
      of(whole.slice(0, -3)),
      of(whole.replace('e30=', 'e3 0*')),
      of(whole.replace('"study"', '"diary"')),
      of(whole.replace('[{', '[{"kind":"study","name":"s","base64":""},{')),
      of(whole.replace('"files":[', '"parts":[')),
      of(whole.replace('{"kind', 'null,{"kind')),
      of(whole.replace('/1', '/2').replace('"files"', '"parts"')),
      of('{"format":"esteem-workspace/x"}'),
    ]);
  });
  const damaged = 'damaged';
  assert.deepEqual(said, [
    ...['object', 'object', 'undefined', 'undefined', 'undefined'],
    ...[damaged, damaged, damaged, damaged, damaged, damaged, 'newer', damaged],
  ]);
});

storageTest('a workspace from a file is not kept by itself, and is called what its file says', async ({ open }) => {
  const page = await open();
  const said = await page.evaluate(async () => {
    const packed = await esteem.workspaceFile.pack({ name: 'Fair', view: '#/gaps', files: files() });
    const found = await esteem.keeper.openFile(packed);
    await esteem.keeper.follow(found.view, found.files);
    return [now(), esteem.keeper.state().called];
  });
  assert.deepEqual(said, [undefined, 'Fair']);
  assert.deepEqual(await traces(page), [0, 0, 0, '']);
});

storageTest('a page opened from disk keeps workspaces too, and knows that it is one', async ({ open }) => {
  const page = await open();
  await keepOne(page);
  assert.deepEqual(await page.evaluate(() => [now().phase, esteem.keeper.state().isLocal]), ['kept', true]);
}, { file: true });

storageTest('a tab asks before it is closed only while something is not kept', async ({ open }) => {
  const page = await open();
  await keepOne(page);
  const asks = () =>
    page.evaluate(() => {
      const event = new Event('beforeunload', { cancelable: true });
      dispatchEvent(event);
      return event.defaultPrevented;
    });
  assert.equal(await asks(), false);
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('', 'QuotaExceededError');
    };
    return esteem.keeper.follow('#/', held);
  });
  assert.equal(await asks(), true);
  await page.evaluate(() => esteem.keeper.follow('#/', files('{"id":"other"}')));
  assert.equal(await asks(), false);
});
