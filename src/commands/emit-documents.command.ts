import { readFileSync, writeFileSync } from 'node:fs';
import { toManifestText } from '../http/trusted-documents.js';

const FOLDER = 'schema/operations';
const FILE = 'schema/trusted-documents.json';

/** Writes the manifest of the operations; with --check, fails when it is not that of the files. */
const emitted = toManifestText(FOLDER);
if (!process.argv.includes('--check')) {
  writeFileSync(FILE, emitted);
} else if (readFileSync(FILE, 'utf8') !== emitted) {
  process.stderr.write(`${FILE} is not what ${FOLDER} holds. Run \`npm run documents\`.\n`);
  process.exitCode = 1;
}
