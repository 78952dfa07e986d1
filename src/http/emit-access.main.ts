import { readFileSync, writeFileSync } from 'node:fs';
import { replaceSection } from '../config/readme-section.js';
import { toAccessTables } from './access-tables.js';

const FILE = 'README.md';

/** Writes who may do what into the README; with --check, fails when it is not what the code has. */
const readme = readFileSync(FILE, 'utf8');
const emitted = replaceSection(readme, 'access', toAccessTables());
if (!process.argv.includes('--check')) {
  writeFileSync(FILE, emitted);
} else if (emitted !== readme) {
  process.stderr.write(`The access tables in ${FILE} are not what the code has. Run \`npm run access\`.\n`);
  process.exitCode = 1;
}
