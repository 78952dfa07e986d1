import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from './prepare.mjs';
import { ROOT, runNode } from './run.mjs';

const SUFFIX = '.bench.ts';

const [name, ...args] = process.argv.slice(2);
const names = readdirSync(join(ROOT, 'bench'))
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length));
if (names.includes(name)) {
  await prepare({ build: true });
  const { code } = await runNode(['--import', 'tsx', join('bench', `${name}${SUFFIX}`), ...args]);
  process.exitCode = code;
} else {
  process.stdout.write(
    `npm run bench -- <name>, one of:\n${names.map((one) => `  ${one}\n`).join('')}See bench/README.md.\n`,
  );
  process.exitCode = name === undefined ? 0 : 1;
}
