import { join } from 'node:path';
import { build, isBuilt } from './build.mjs';
import { install, isInstalled } from './install.mjs';
import { withLock } from './lock.mjs';
import { ROOT } from './run.mjs';

const LEAST_NODE = [20, 19];

/**
 * Brings a clone to the point where it can run: installs packages when they are missing or out of date, then compiles
 * when sources changed. Ends the process with one clear message when that fails. Costs some 50 ms when there is nothing
 * to do; safe to run twice at once.
 * @param {{ build: boolean }} options
 */
export async function prepare(options) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < LEAST_NODE[0] || (major === LEAST_NODE[0] && minor < LEAST_NODE[1])) {
    fail(`This project needs Node.js ${LEAST_NODE.join('.')} or newer; this is ${process.version}.`);
  }
  const ready = () => isInstalled() && (!options.build || isBuilt());
  try {
    if (ready()) return;
    await withLock(join(ROOT, '.cache', 'prepare.lock'), async () => {
      if (!isInstalled()) await install();
      if (options.build && !isBuilt()) await build();
    });
  } catch (error) {
    fail(error.message);
  }
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
