import { prepare } from './prepare.mjs';
import { runJest } from './run.mjs';

const args = process.argv.slice(2);
await prepare({ build: true });
// Last, because Jest would take the words after this option for further patterns.
const browser = args.some((argument) => argument.includes('browser'));
const { code } = await runJest(browser ? args : [...args, '--testPathIgnorePatterns=<rootDir>/test/browser/']);
process.exitCode = code;
