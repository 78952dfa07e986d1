import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildGatewaySchema } from '../graphql/build-schema.js';

const FILE = 'schema/schema.graphql';
const HEADER = '# Emitted from the code by `npm run schema`. Do not edit.\n\n';

/** Writes schema/schema.graphql; with --check, fails when the file is not what the code emits. */
const emitted = `${HEADER}${printSchema(lexicographicSortSchema(await buildGatewaySchema()))}\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(FILE, emitted);
} else if (readIfThere(FILE) !== emitted) {
  process.stderr.write(`${FILE} is not what the code emits. Run \`npm run schema\` and look at the difference.\n`);
  process.exitCode = 1;
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
