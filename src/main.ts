import 'reflect-metadata';
import { toFailureReason } from './app/failure-reason.js';
import { ProcessEnd } from './app/process-end.js';
import { type RunningGateway, startGateway } from './app.js';
import { DEMO_PASSWORD } from './demo/people.js';

const started = performance.now();
const end = new ProcessEnd();
try {
  const gateway = await startGateway(process.env);
  end.watch(gateway, ['SIGTERM', 'SIGINT']);
  process.stdout.write(welcome(gateway));
} catch (error) {
  process.stderr.write(`${toFailureReason(error)}\n`);
  process.exitCode = 1;
  // Whatever still holds the event loop must not keep a failed start alive.
  setTimeout(() => process.exit(1), 2_000).unref();
}

function welcome({ url, demo, explorer, simulators }: RunningGateway): string {
  const shown = url.replace('127.0.0.1', 'localhost');
  const lines = [`KYC gateway: ${shown}/graphql (ready after ${((performance.now() - started) / 1000).toFixed(1)} s)`];
  if (explorer)
    lines.push(`  Explorer     ${shown}/explorer (works offline)`, `  Sandbox      ${shown}/ (needs the internet)`);
  if (demo) {
    lines.push(
      `  Log in as    asha@example.com (customer), ravi@example.com (reviewer), admin@example.com (admin); password ${DEMO_PASSWORD}`,
      '  Try          the tab "First look" of the explorer, or:',
      `    curl -s ${shown}/graphql -H 'content-type: application/json' -d '{"query":"{ providers { id health simulated } }"}'`,
      '  Play         npm run demo (in another terminal)',
    );
  }
  for (const [id, simulator] of simulators) lines.push(`  Simulator    ${id.padEnd(10)} ${simulator.url}/__simulator`);
  return `${lines.join('\n')}\n`;
}
