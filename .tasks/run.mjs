import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Absolute path of the project, without a slash at its end. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * Runs Node.js on `args` in the project folder and resolves to its exit code (128 + n when ended by signal n) and what
 * it wrote. A SIGTERM or SIGINT to this process is handed on and then ends it too: nothing is left running.
 * @param {string[]} args
 * @param {{ capture?: boolean, env?: NodeJS.ProcessEnv }} [options] capture: collect the output instead of showing it
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runNode(args, { capture = false, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = capture ? ['ignore', 'pipe', 'pipe'] : 'inherit';
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio, env: { ...process.env, ...env } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    let interrupted = false;
    const forward = (signal) => {
      interrupted = true;
      child.kill(signal);
    };
    process.on('SIGTERM', forward).on('SIGINT', forward);
    child.once('error', reject);
    child.once('close', (exitCode, signal) => {
      process.off('SIGTERM', forward).off('SIGINT', forward);
      const code = exitCode ?? 128 + (signal ? constants.signals[signal] : 0);
      if (interrupted) process.exit(code || 130);
      resolve({ code, output });
    });
  });
}

/**
 * Jest on ES modules; only Node's notice about those is hidden.
 * @param {string[]} args
 * @param {Parameters<typeof runNode>[1]} [options]
 */
export function runJest(args, options) {
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  return runNode([...flags, 'node_modules/jest/bin/jest.js', ...args], options);
}
