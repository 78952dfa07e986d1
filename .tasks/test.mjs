import { availableParallelism } from 'node:os';
import { prepare } from './prepare.mjs';
import { runJest } from './run.mjs';

const args = process.argv.slice(2);
await prepare({ build: true });
// Last, because Jest would take the words after this option for further patterns.
const browser = args.some((argument) => argument.includes('browser'));
// Never one: Jest would then run every file in its own process, which gets slower with each file that it keeps in memory.
const workers = `--maxWorkers=${Math.max(2, availableParallelism() - 1)}`;
const rest = browser ? [] : ['--testPathIgnorePatterns=<rootDir>/test/browser/'];
const { code } = await runJest([workers, ...args, ...rest]);
process.exitCode = code;
