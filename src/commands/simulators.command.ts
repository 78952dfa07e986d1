import { ConfigError, loadConfig } from '../config/load-config.js';
import { integerSetting, textSetting } from '../config/setting.js';
import { PROVIDERS } from '../providers/registry.js';

/** The simulators alone, each on a port of its own, for other programs' tests and for the compose profile. */
const SETTINGS = {
  SIMULATORS_HOST: textSetting({ description: 'The address the simulators listen on.', fallback: '127.0.0.1' }),
  SIMULATORS_PORT: integerSetting({
    description: 'The first port; one for each provider in the order of the registry.',
    fallback: 4101,
    min: 1,
    max: 65_000,
  }),
};

try {
  const { SIMULATORS_HOST: host, SIMULATORS_PORT: firstPort } = loadConfig(SETTINGS, process.env);
  const running = await Promise.all(
    PROVIDERS.map(async (definition, index) => {
      const simulator = await definition.startSimulator({ host, port: firstPort + index });
      process.stdout.write(`${definition.id}: ${simulator.url} (magic inputs: ${simulator.url}/__simulator)\n`);
      return simulator;
    }),
  );
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      Promise.all(running.map((simulator) => simulator.close())).then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : 'The simulators could not start; is a port taken? Set SIMULATORS_PORT.'}\n`,
  );
  process.exitCode = 1;
}
