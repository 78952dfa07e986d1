// node .ci/summary.mjs <run>=<jest result file>…  One line for each suite, then the total. Exit code 1 on any failure.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

const total = { passed: 0, failed: 0, skipped: 0 };

for (const argument of process.argv.slice(2)) {
  const [run, file] = argument.split('=');
  const { testResults: suites, success } = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { testResults: [], success: false };
  for (const suite of suites.sort((left, right) => left.name.localeCompare(right.name))) {
    report(`${run} ${relative(process.cwd(), suite.name)}`, count(suite));
  }
  if (suites.length === 0) report(`${run} (did not run)`, { passed: 0, failed: 1, skipped: 0 });
  // E.g. parts of the schema that no test was answered with.
  else if (!success && suites.every(({ status }) => status !== 'failed'))
    report(`${run} (as a whole, see above)`, { passed: 0, failed: 1, skipped: 0 });
}
process.stdout.write(`${describe(total)}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;

function count({ assertionResults, status }) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { status: outcome } of assertionResults) counts[outcome in counts ? outcome : 'skipped'] += 1;
  // A suite that could not be loaded has no tests to fail.
  if (status === 'failed' && counts.failed === 0) counts.failed = 1;
  return counts;
}

function report(name, counts) {
  for (const key of Object.keys(total)) total[key] += counts[key];
  process.stdout.write(`${name}: ${describe(counts)}\n`);
}

function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
