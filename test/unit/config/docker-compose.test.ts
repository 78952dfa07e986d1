import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { freshSecrets } from '../../../src/config/fresh-secrets.js';
import { findProductionFaults, GATEWAY_SETTINGS } from '../../../src/config/gateway-settings.js';
import { loadConfig } from '../../../src/config/load-config.js';
import { PROVIDER_SETTINGS } from '../../../src/providers/start-providers.js';

const text = readFileSync('docker-compose.yml', 'utf8');
const { services } = parse(text, { merge: true });
const ENV_FILE = {
  ...freshSecrets(GATEWAY_SETTINGS),
  POSTGRES_PASSWORD: 'of-the-tests',
  PORT: '8080',
  HOST: '127.0.0.1',
};

/** As Docker Compose fills in `${NAME}`, `${NAME:-fallback}` and `${NAME:?what is missing}`. */
function fillIn(value: string, env: Readonly<Record<string, string>>): string {
  return value.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_all, name: string, kind?: string, rest?: string) => {
    const found = env[name] ?? '';
    if (found !== '') return found;
    if (kind === '?') throw new Error(`${name}: ${rest}`);
    return kind === '-' ? (rest ?? '') : '';
  });
}

function environmentOf(service: { environment: Record<string, unknown> }, env: Readonly<Record<string, string>>) {
  const named = Object.entries(service.environment).map(([name, value]) => [name, fillIn(String(value), env)]);
  return { ...env, ...Object.fromEntries(named) };
}

describe('docker-compose.yml', () => {
  test('gives the gateway a whole production configuration when .env holds what `npm run secrets` makes', () => {
    const env = environmentOf(services.gateway, ENV_FILE);
    const config = loadConfig({ ...GATEWAY_SETTINGS, ...PROVIDER_SETTINGS }, env, findProductionFaults);
    expect(config).toMatchObject({ NODE_ENV: 'production', HOST: '0.0.0.0', PORT: 4000, KYC_DATA_DIR: '/data' });
  });

  test.each(
    [...Object.keys(freshSecrets(GATEWAY_SETTINGS)), 'POSTGRES_PASSWORD'].filter((name) => name !== 'METRICS_TOKEN'),
  )('asks for %s by name when .env has none', (name) => {
    expect(() => environmentOf(services.gateway, { ...ENV_FILE, [name]: '' })).toThrow(name);
  });

  test('publishes the port that the gateway listens on, and looks after it there', () => {
    expect(services.gateway.ports.map((port: string) => fillIn(port, ENV_FILE))).toEqual(['8080:4000']);
    expect(services.gateway.healthcheck.test.join(' ')).toContain('127.0.0.1:4000/health/ready');
  });

  test('uses the database that it starts', () => {
    const { POSTGRES_USER, POSTGRES_DB, POSTGRES_PASSWORD } = environmentOf(services.postgres, ENV_FILE);
    const { DATABASE_URL } = environmentOf(services.gateway, ENV_FILE);
    expect(DATABASE_URL).toBe(`postgres://${POSTGRES_USER}:${POSTGRES_PASSWORD}@postgres:5432/${POSTGRES_DB}`);
  });

  test('runs programs that are built from files of src', () => {
    const programs = [...text.matchAll(/dist\/([\w./-]+)\.js/g)].map(([, path]) => `src/${path}.ts`);
    expect(programs).toHaveLength(2);
    expect(programs.filter((path) => !existsSync(path))).toEqual([]);
  });
});
