import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { freshSecrets } from '../config/fresh-secrets.js';
import { GATEWAY_SETTINGS } from '../config/gateway-settings.js';
import { randomSecret } from '../config/setting.js';
import { PROVIDERS } from '../providers/registry.js';

/** Prints a production environment with a fresh value for every secret; `--write <file>` keeps it in a new file. */
const { values } = parseArgs({ options: { write: { type: 'string' } } });
if (values.write === undefined) process.stdout.write(toEnvironment());
else keep(values.write);

function toEnvironment(): string {
  const password = randomSecret();
  const secrets = Object.entries(freshSecrets(GATEWAY_SETTINGS)).map(([name, value]) => `${name}=${value}`);
  const baseUrls = PROVIDERS.map(({ id }) => `${id.toUpperCase()}_BASE_URL`);
  return `# A production environment; every secret was made for this file. Keep it where secrets are kept: whoever has it reads the
# personal data, and without DATA_KEYS and BLIND_INDEX_KEY nobody does, ever again. What else can be set: docs/settings.md
NODE_ENV=production
# docker-compose.yml makes this database; elsewhere: CREATE ROLE kyc LOGIN PASSWORD '…'; CREATE DATABASE kyc OWNER kyc;
POSTGRES_PASSWORD=${password}
DATABASE_URL=postgres://kyc:${password}@127.0.0.1:5432/kyc
${secrets.join('\n')}
# Without a base URL a provider is left out: ${baseUrls.join(', ')}
# Without a mail server nobody can reset a password: SMTP_URL, MAIL_FROM, PASSWORD_RESET_LINK
`;
}

/** Never over a file that is there: it may hold the only copy of a key. */
function keep(file: string): void {
  try {
    writeFileSync(file, toEnvironment(), { flag: 'wx', mode: 0o600 });
    process.stdout.write(`Written to ${file}, for your eyes only.\n`);
  } catch {
    process.stderr.write(`${file} is already there, or cannot be written. Nothing was changed.\n`);
    process.exitCode = 1;
  }
}
