// Packages of npm that Esteem is measured against: installed beside what is built, and never part of it.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { root, target } from '../browser/harness.mjs';

/** The folder of the packages; they are installed if one of these is not there. */
export async function installed(...names) {
  const folder = process.env.ESTEEM_BENCH ?? path.join(target, 'bench');
  if (!names.every((name) => existsSync(path.join(folder, 'node_modules', name)))) {
    await mkdir(folder, { recursive: true });
    for (const name of ['package.json', 'package-lock.json']) {
      await copyFile(path.join(root, 'tests/bench', name), path.join(folder, name));
    }
    await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
  }
  return path.join(folder, 'node_modules');
}

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
