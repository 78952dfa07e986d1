import type { CallContext } from '../../../src/domain/kernel/call-context.js';

export interface PortCall {
  readonly method: string;
  readonly input: unknown;
  readonly context: CallContext;
}

/** What every fake of a provider port can do: keep its calls, be told to fail, and look around when it is called. */
export class FakePort {
  readonly calls: PortCall[] = [];
  readonly #failures = new Map<string, Error>();
  readonly #watchers = new Map<string, () => unknown>();

  /** From now on calls of this method are kept and then fail. */
  fail(method: string, error: Error): void {
    this.#failures.set(method, error);
  }

  /** Runs when the method is called, before it answers: the moment at which the outside world learns of the call. */
  onCall(method: string, watcher: () => unknown): void {
    this.#watchers.set(method, watcher);
  }

  count(method: string): number {
    return this.calls.filter((call) => call.method === method).length;
  }

  /** The input of the latest call of this method. */
  lastInput(method: string): unknown {
    return this.calls.findLast((call) => call.method === method)?.input;
  }

  protected async answer<T>(method: string, input: unknown, context: CallContext, answer: () => T): Promise<T> {
    this.calls.push({ method, input, context });
    await this.#watchers.get(method)?.();
    const failure = this.#failures.get(method);
    if (failure !== undefined) throw failure;
    return answer();
  }
}
