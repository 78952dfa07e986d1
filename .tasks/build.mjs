import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { installState } from './install.mjs';
import { ROOT, runNode } from './run.mjs';

const SOURCES = join(ROOT, 'src');
const OUTPUT = join(ROOT, 'dist');
const STAMP = join(OUTPUT, '.build-stamp');
const CONFIGS = ['tsconfig.json', '.tasks/tsconfig.build.json'];

/** Whether dist was made from exactly these sources, settings and packages. */
export function isBuilt() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourceHash();
}

export async function build() {
  const startedAt = Date.now();
  const hash = sourceHash();
  // Without a stamp nobody knows what happened to dist: the compiler's record of it is then not to be trusted.
  if (!existsSync(STAMP)) rmSync(join(OUTPUT, '.tsbuildinfo'), { force: true });
  rmSync(STAMP, { force: true });
  removeOrphans();
  const args = ['node_modules/typescript/bin/tsc', '-p', '.tasks/tsconfig.build.json'];
  const { code, output } = await runNode(args, { capture: true });
  if (code !== 0) throw new Error(`The build failed:\n${output.trim()}`);
  copyAssets();
  writeFileSync(STAMP, hash);
  process.stderr.write(`Built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.\n`);
}

function sourceHash() {
  const hash = createHash('sha256').update(JSON.stringify(installState()));
  for (const path of [...CONFIGS.map((name) => join(ROOT, name)), ...listFiles(SOURCES)]) {
    hash.update(relative(ROOT, path)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

/** Outputs whose source is gone would still be found by an import. */
function removeOrphans() {
  for (const path of listFiles(OUTPUT)) {
    const name = relative(OUTPUT, path);
    if (name.startsWith('.')) continue;
    const source = join(SOURCES, name.replace(/\.js(\.map)?$/, '.ts'));
    if (existsSync(source)) continue;
    rmSync(path, { force: true });
    rmSync(join(OUTPUT, '.tsbuildinfo'), { force: true });
  }
}

function copyAssets() {
  for (const path of listFiles(SOURCES)) {
    if (path.endsWith('.ts')) continue;
    const target = join(OUTPUT, relative(SOURCES, path));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(path, target);
  }
}

function listFiles(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
