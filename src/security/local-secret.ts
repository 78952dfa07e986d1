import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { types } from 'node:util';

/**
 * A secret for a machine without configuration, kept in the data folder so that tokens survive a restart. Gateways that
 * start together on one folder end up with the same one: the first link wins.
 */
export function localSecret(dataDir: string, name: string): string {
  const file = join(dataDir, `${name}.secret`);
  mkdirSync(dataDir, { recursive: true });
  const own = `${file}.${process.pid}`;
  try {
    writeFileSync(own, randomBytes(32).toString('base64url'), { mode: 0o600 });
    linkSync(own, file);
  } catch (error) {
    if (!(types.isNativeError(error) && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(own, { force: true });
  }
  return readFileSync(file, 'utf8');
}
