import { type DestinationStream, destination, type Logger, pino } from 'pino';
import { filterLogLine } from './log-filter.js';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * JSON lines on standard output, each looked through for personal data and credentials before it goes out. Errors are
 * reduced to name, code and stack: messages of libraries may quote values (PostgreSQL quotes whole rows), so only the
 * first stack frames go out.
 */
export function createLogger(level: LogLevel, out: DestinationStream = standardOutput()): Logger {
  const options = { level, base: null, serializers: { err: toLoggedError, error: toLoggedError } };
  return pino(options, { write: (line: string) => out.write(filterLogLine(line)) });
}

/**
 * A log that cannot be written, e.g. to a file on a full disk, is no reason to stop answering. What could not be written is
 * lost rather than held back: the disk may be full for long.
 */
function standardOutput(): DestinationStream {
  const open = () =>
    destination({ dest: 1, sync: true }).on('error', () => {
      out = open();
    });
  let out = open();
  return { write: (line) => out.write(line) };
}

function toLoggedError(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const code =
    'code' in error && typeof error.code === 'string' && /^[A-Z0-9_]{2,40}$/.test(error.code) ? error.code : undefined;
  return { name: error.name, code, stack: frames.slice(0, 12).join('\n') };
}
