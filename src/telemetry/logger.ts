import { type DestinationStream, destination, type Logger, pino } from 'pino';
import { filterLogLine } from './log-filter.js';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What is held back while standard output takes nothing, e.g. a file on a full disk; more than that is lost. */
const MAX_HELD_BYTES = 1024 * 1024;

/**
 * JSON lines on standard output, each looked through for personal data and credentials before it goes out. Errors are
 * reduced to name, code and stack: messages of libraries may quote values (PostgreSQL quotes whole rows), so only the
 * first stack frames go out.
 */
export function createLogger(level: LogLevel, out: DestinationStream = standardOutput()): Logger {
  const options = { level, base: null, serializers: { err: toLoggedError, error: toLoggedError } };
  return pino(options, { write: (line: string) => out.write(filterLogLine(line)) });
}

function standardOutput(): DestinationStream {
  const out = destination({ dest: 1, sync: true, maxLength: MAX_HELD_BYTES });
  // A log that cannot be written is no reason to stop answering.
  out.on('error', () => undefined);
  // Once that much is held back, only this tries to write it.
  out.on('drop', () => {
    try {
      out.flushSync();
    } catch {
      // Still nothing.
    }
  });
  return out;
}

function toLoggedError(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const code =
    'code' in error && typeof error.code === 'string' && /^[A-Z0-9_]{2,40}$/.test(error.code) ? error.code : undefined;
  return { name: error.name, code, stack: frames.slice(0, 12).join('\n') };
}
