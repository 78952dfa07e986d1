import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { localSecret } from '../../../src/security/local-secret.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kyc-secret-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A process that makes the secret when its standard input says so, and prints it. */
async function startMaker(): Promise<ChildProcess> {
  const source = pathToFileURL(join(process.cwd(), 'src/security/local-secret.ts')).href;
  const program = `
    import { localSecret } from ${JSON.stringify(source)};
    process.stdout.write('ready\\n');
    process.stdin.once('data', () => {
      process.stdout.write(localSecret(${JSON.stringify(folder)}, 'auth'));
      process.stdin.destroy();
    });`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

async function finish(child: ChildProcess): Promise<string> {
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  await once(child, 'close');
  return output;
}

describe('a local secret', () => {
  test('is made once, kept, and readable by its owner alone', () => {
    const data = join(folder, 'new', 'data');
    const secret = localSecret(data, 'auth');
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(localSecret(data, 'auth')).toBe(secret);
    expect(readFileSync(join(data, 'auth.secret'), 'utf8')).toBe(secret);
    expect(statSync(join(data, 'auth.secret')).mode & 0o777).toBe(0o600);
    expect(readdirSync(data)).toEqual(['auth.secret']);
  });

  test('is one for each name and folder', () => {
    const secrets = [localSecret(folder, 'a'), localSecret(folder, 'b'), localSecret(join(folder, 'c'), 'a')];
    expect(new Set(secrets).size).toBe(3);
  });

  test('that an operator put there is taken as it is', () => {
    writeFileSync(join(folder, 'auth.secret'), 'given by hand');
    expect(localSecret(folder, 'auth')).toBe('given by hand');
  });

  test('is the same for processes that make it at once', async () => {
    const makers = await Promise.all([startMaker(), startMaker(), startMaker(), startMaker()]);
    const finished = makers.map(finish);
    for (const maker of makers) maker.stdin?.write('go\n');
    const secrets = new Set(await Promise.all(finished));
    expect([...secrets]).toEqual([readFileSync(join(folder, 'auth.secret'), 'utf8')]);
    expect(readdirSync(folder)).toEqual(['auth.secret']);
  });
});
