import 'reflect-metadata';
import { type RunningGateway, startGateway } from './app.js';
import { ConfigError } from './config/load-config.js';
import { DEMO_PASSWORD } from './demo/people.js';
import { EmbeddedDatabaseError } from './persistence/embedded/embedded-database.errors.js';

const started = performance.now();
try {
  const gateway = await startGateway(process.env);
  process.stdout.write(welcome(gateway));
  stopOn(['SIGTERM', 'SIGINT'], gateway);
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
  // Whatever still holds the event loop must not keep a failed start alive.
  setTimeout(() => process.exit(1), 2_000).unref();
}

function stopOn(signals: readonly NodeJS.Signals[], gateway: RunningGateway): void {
  let stopping = false;
  for (const signal of signals) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      gateway.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`The gateway did not stop cleanly: ${reasonOf(error)}\n`);
          process.exit(1);
        },
      );
    });
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ConfigError || error instanceof EmbeddedDatabaseError) return error.message;
  if (!(error instanceof Error)) return 'The gateway could not start.';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'EADDRINUSE') return 'The port is taken. Set PORT to another one, or to 0 for any free port.';
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT')
    return 'The database of DATABASE_URL cannot be reached.';
  if (/^(28|3D)/.test(code)) return 'The database of DATABASE_URL refuses the user, the password or the database name.';
  return `The gateway could not start: ${error.stack ?? error.name}`;
}

function welcome({ url, demo, explorer }: RunningGateway): string {
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
  return `${lines.join('\n')}\n`;
}
