import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { dictionary } from '@zxcvbn-ts/language-common';
import { ProblemError } from '../domain/kernel/problem.js';
import type { PasswordHasher } from '../domain/session/ports.js';

/** argon2id is the library's default; memory in KiB. OWASP's second recommended setting. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashing shares libuv's four threads with files and name look-ups, which a flood of logins must not stop. */
const MAX_RUNNING = Math.max(1, Math.min(3, availableParallelism() - 1));
const MAX_WAITING = 1_000;

/** What is tried first, in lower case. */
const COMMON = new Set(dictionary['passwords-common'].map((password) => String(password).toLowerCase()));

export class ArgonPasswordHasher implements PasswordHasher {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(password, OPTIONS));
  }

  verify(passwordHash: string, password: string): Promise<boolean> {
    return this.#inTurn(() => verify(passwordHash, password));
  }

  isCommon(password: string): boolean {
    return COMMON.has(password.toLowerCase());
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= MAX_RUNNING) await this.#wait();
    else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }

  /** Whoever leaves hands over their place. */
  #wait(): Promise<void> {
    if (this.#waiting.length >= MAX_WAITING) {
      throw new ProblemError({ kind: 'RateLimited', message: 'Too many attempts at once. Try again.', resetAt: null });
    }
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }
}
