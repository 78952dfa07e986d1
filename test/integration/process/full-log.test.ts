import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const FULL = '/dev/full';
const logger = pathToFileURL('dist/telemetry/logger.js').href;
/** More than is held back. */
const PROGRAM = `
  import { createLogger } from '${logger}';
  const log = createLogger('info');
  for (let line = 0; line < 20_000; line += 1) log.info({ line }, 'a line of about a hundred characters, so that there is enough of it');
  setImmediate(() => process.exit(7));
`;

(existsSync(FULL) ? test : test.skip)(
  'a log that cannot be written, on a full disk, does not end the process',
  async () => {
    const full = await open(FULL, 'w');
    const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM], {
      stdio: ['ignore', full.fd, 'pipe'],
    });
    let stderr = '';
    child.stderr?.on('data', (text) => {
      stderr += text;
    });
    const [code] = await once(child, 'close');
    await full.close();
    expect([code, stderr]).toEqual([7, '']);
  },
);
