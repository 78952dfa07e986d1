import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runNode } from './run.mjs';

const STAMP = join(ROOT, 'node_modules', '.kyc-install-stamp');
const HEARTBEAT_MS = 20_000;
const MAX_ERROR_LINES = 30;

/** What the installed packages depend on: the lock file, the wanted packages, Node's major version, the platform. */
export function installState() {
  const { dependencies, devDependencies, overrides } = readJson(join(ROOT, 'package.json'));
  const wanted = JSON.stringify({ dependencies, devDependencies, overrides });
  const lock = readText(join(ROOT, 'package-lock.json')) ?? '';
  return {
    packages: createHash('sha256').update(lock).update(wanted).digest('hex'),
    runtime: `${process.platform}-${process.arch}-node${process.versions.node.split('.')[0]}`,
  };
}

/** Whether node_modules is what package-lock.json asks for; an `npm ci` done by hand counts. */
export function isInstalled() {
  const state = installState();
  const stamp = readJson(STAMP);
  if (stamp && stamp.runtime !== state.runtime) return false;
  if (stamp?.packages === state.packages) return true;
  if (!agreesWithLock()) return false;
  writeStamp(state);
  return true;
}

export async function install() {
  const npm = findNpm();
  if (!npm) throw new Error('npm was not found beside Node.js: run "npm ci" here by hand, then start again.');
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  say('Installing dependencies; the first time this takes up to a few minutes.');
  const heartbeat = setInterval(() => say(`Still installing (${seconds()} s).`), HEARTBEAT_MS);
  let command = ['ci'];
  let result = await runNpm(npm, command);
  if (result.code !== 0 && result.output.includes('EUSAGE')) {
    // No lock file, or one written where some platforms' optional packages were not to be had. Locked versions still hold.
    command = ['install', '--no-save'];
    result = await runNpm(npm, command);
  }
  clearInterval(heartbeat);
  if (result.code !== 0) {
    const lines = result.output.trim().split('\n').slice(0, MAX_ERROR_LINES);
    throw new Error(`npm ${command[0]} failed with code ${result.code}:\n${lines.join('\n')}`);
  }
  writeStamp(installState());
  say(`Dependencies installed in ${seconds()} s.`);
}

function runNpm(npm, command) {
  const flags = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  return runNode([npm, ...command, ...flags], { capture: true });
}

/** npm as a script for Node.js, so that neither a shell nor the PATH of the caller matters. */
function findNpm() {
  const beside = join(process.execPath, '..');
  const places = ['../lib/node_modules', 'node_modules', '../share/nodejs', '../share'];
  const candidates = places.map((place) => join(beside, place, 'npm', 'bin', 'npm-cli.js'));
  const parent = process.env.npm_execpath;
  if (parent && /npm-cli\.js$/.test(parent)) candidates.unshift(parent);
  return candidates.find((path) => existsSync(path));
}

/** Compares npm's own record of what it installed with the lock file. */
function agreesWithLock() {
  const wanted = readJson(join(ROOT, 'package-lock.json'))?.packages;
  const found = readJson(join(ROOT, 'node_modules', '.package-lock.json'))?.packages;
  if (!wanted || !found) return false;
  const { dependencies, devDependencies } = readJson(join(ROOT, 'package.json'));
  const same = (left, right) => JSON.stringify(left ?? {}) === JSON.stringify(right ?? {});
  if (!same(wanted[''].dependencies, dependencies) || !same(wanted[''].devDependencies, devDependencies)) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const installed = found[path];
    if (installed) return installed.version === entry.version && existsSync(join(ROOT, path));
    return isDispensable(entry);
  });
}

/** An optional package made for another platform, or one whose C library is not told apart here. */
function isDispensable({ optional, devOptional, peer, os, cpu, libc }) {
  if (!optional && !devOptional && !peer) return false;
  const fits = (list, value) => !list || list.includes(value);
  return !os || libc !== undefined || !fits(os, process.platform) || !fits(cpu, process.arch);
}

function writeStamp(state) {
  try {
    writeFileSync(STAMP, JSON.stringify(state));
  } catch (error) {
    // Without the stamp only the next start is a little slower.
    if (!['EACCES', 'EROFS'].includes(error.code)) throw error;
  }
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function say(line) {
  process.stderr.write(`${line}\n`);
}
