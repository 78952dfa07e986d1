import { prepare } from './prepare.mjs';
import { runJest, runNode } from './run.mjs';

/** Each step resolves to its exit code and what it wrote; all run, whatever the others say. */
const STEPS = [
  ['format and lint', () => node('node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '.')],
  ['types', () => node('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json')],
  ['schema drift', () => node('dist/commands/emit-schema.command.js', '--check')],
  ['settings drift', () => node('dist/commands/emit-settings.command.js', '--check')],
  ['documents drift', () => node('dist/commands/emit-documents.command.js', '--check')],
  ['access drift', () => node('dist/commands/emit-access.command.js', '--check')],
  ['links', () => node('.tasks/check-links.mjs')],
  ['architecture', () => runJest(['test/architecture'], { capture: true })],
  ['dead code', () => node('node_modules/knip/bin/knip.js', '--no-progress')],
];

function node(...args) {
  return runNode(args, { capture: true });
}

await prepare({ build: true });
const results = [];
for (const [name, step] of STEPS) {
  const startedAt = Date.now();
  const { code, output } = await step();
  if (code !== 0) process.stdout.write(`--- ${name}\n${output.trim()}\n`);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  results.push({ name, failed: code !== 0, line: `${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)` });
}
for (const { line } of results) process.stdout.write(`${line}\n`);
process.exitCode = results.some(({ failed }) => failed) ? 1 : 0;
