import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findAadhaarNumbers } from '../../src/domain/identifier/aadhaar.js';

export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** Made by tools, or not ours. */
const SKIPPED = new Set(['.git', 'node_modules', 'dist', '.data', 'coverage', '.cache']);

/** UIDAI's documented test number, and one that only counts up. */
const SYNTHETIC = new Set(['999941057058', ['2345', '6789', '0124'].join('')]);

/** An Indian mobile number with its country code has twelve digits too; these are the demo people's. */
const DEMO_MOBILE = /^919000000\d{3}$/;

/** UUIDs of tests may repeat one digit, and then hold twelve in a row. */
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;

/** Put together here, so that this file does not hold what it looks for. */
const REGISTRY_HOSTS = [
  ['registry', 'npmjs', 'org'].join('.'),
  ['registry', 'yarnpkg', 'com'].join('.'),
  ['npm', 'pkg', 'github', 'com'].join('.'),
  ['jfrog', 'io'].join('.'),
  'arti' + 'factory',
];
const MACHINE_PATH = new RegExp(`(?<![\\w.*~-])/(?:${['work', 'root', 'Users'].join('|')})/[\\w.-]`);

/** Every text file of the project, without what tools made. */
export function readTexts(root: string): TextFile[] {
  const files: TextFile[] = [];
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (SKIPPED.has(entry.name)) continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) files.push({ path, text: readFileSync(join(root, path), 'utf8') });
    }
  };
  visit('');
  return files.filter(({ text }) => !text.includes('\0'));
}

/** Where a text holds a number that could be somebody's Aadhaar; the number itself is not repeated. */
export function findPersonalData(files: readonly TextFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    findAadhaarNumbers(text.replace(UUID, (id) => id.replace(/\d/g, 'x')))
      .filter(({ start, end }) => {
        const digits = text.slice(start, end).replace(/\D/g, '');
        return !SYNTHETIC.has(digits) && !DEMO_MOBILE.test(digits);
      })
      .map(({ start }) => `${path}:${lineAt(text, start)} holds a valid Aadhaar number`),
  );
}

/** Traces of the machine that a file was made on. */
export function findMachineTraces(files: readonly TextFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const faults = REGISTRY_HOSTS.filter((host) => text.includes(host)).map(() => `${path}: names a package registry`);
    const at = text.search(MACHINE_PATH);
    if (at >= 0) faults.push(`${path}:${lineAt(text, at)} has an absolute path of a machine`);
    if (path === 'package-lock.json' && text.includes('"resolved"'))
      faults.push(`${path}: says where packages came from`);
    return faults;
  });
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
