import type { Logger } from 'pino';
import { toFailureReason } from './failure-reason.js';

/** What the end of the process needs of the gateway that runs in it. */
export interface EndingGateway {
  readonly log: Pick<Logger, 'fatal'>;
  /** How long `stop` may take, in milliseconds. */
  readonly stopLimitMs: number;
  stop(): Promise<void>;
}

/**
 * The one way in which the process ends, whoever asks for it. Signals drain and exit with 0. So does a fault that nothing
 * caught, for what it broke is unknown: readiness goes off, requests in flight finish, and the process exits with 1, at
 * the latest when the limit is over.
 */
export class ProcessEnd {
  #gateway: EndingGateway | null = null;
  #ending = false;
  #exitCode = 0;

  constructor() {
    process.on('uncaughtException', (error: unknown) => this.#fault(error, 'uncaughtException'));
    process.on('unhandledRejection', (error: unknown) => this.#fault(error, 'unhandledRejection'));
    // Nobody reads what we write: no reason to stop working.
    for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  }

  /** From now on there is something to drain. */
  watch(gateway: EndingGateway, signals: readonly NodeJS.Signals[]): void {
    this.#gateway = gateway;
    for (const signal of signals) process.on(signal, () => this.#end());
  }

  #fault(error: unknown, origin: string): void {
    this.#exitCode = 1;
    process.exitCode = 1;
    // The message may quote what somebody sent; the log writes name, code and frames.
    this.#gateway?.log.fatal({ error, origin }, 'a fault that nothing caught: the gateway stops');
    const name = error instanceof Error ? error.name : typeof error;
    process.stderr.write(`A fault that nothing caught (${name}): the gateway stops.\n`);
    setTimeout(() => process.exit(1), this.#gateway?.stopLimitMs ?? 0);
    this.#end();
  }

  #end(): void {
    if (this.#ending || this.#gateway === null) return;
    this.#ending = true;
    this.#gateway.stop().then(
      () => process.exit(this.#exitCode),
      (error: unknown) => {
        process.stderr.write(`The gateway did not stop cleanly: ${toFailureReason(error)}\n`);
        process.exit(1);
      },
    );
  }
}
