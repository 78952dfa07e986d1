import { ConfigError } from '../config/load-config.js';
import { EmbeddedDatabaseError } from '../persistence/embedded/embedded-database.errors.js';
import { VaultMismatchError } from '../persistence/sealing/vault-mismatch.errors.js';

const EXPLAINED = [ConfigError, EmbeddedDatabaseError, VaultMismatchError];

/** Why a process could not start, for the person who started it. */
export function toFailureReason(error: unknown): string {
  if (EXPLAINED.some((known) => error instanceof known)) return (error as Error).message;
  if (!(error instanceof Error)) return 'It could not start.';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'EADDRINUSE') return 'The port is taken. Set PORT to another one, or to 0 for any free port.';
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT')
    return 'The database of DATABASE_URL cannot be reached.';
  if (/^(28|3D)/.test(code)) return 'The database of DATABASE_URL refuses the user, the password or the database name.';
  return `It could not start: ${error.stack ?? error.name}`;
}
