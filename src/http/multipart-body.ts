import type { IncomingMessage } from 'node:http';
import type { Writable } from 'node:stream';

type State = 'arriving' | 'whole' | 'broken';

/**
 * A multipart request, with every failure of its parser heard. The upload library listens for the first one only, and the
 * parser goes on failing after that: an `error` event without a listener ends the process for everybody.
 */
export class MultipartBody {
  /** The request for the upload library to read. */
  readonly request: IncomingMessage;
  #state: State = 'arriving';
  #files = 0;
  readonly #numbers = new WeakMap<object, number>();
  #waiting: Array<() => void> = [];

  constructor(request: IncomingMessage) {
    const pipe = (parser: Writable) => {
      this.#listen(parser);
      return request.pipe(parser);
    };
    this.request = new Proxy(request, {
      get(target, key) {
        if (key === 'pipe') return pipe;
        const member: unknown = Reflect.get(target, key, target);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
  }

  get isBroken(): boolean {
    return this.#state === 'broken';
  }

  /** Resolves when a first file begins, or when the body is over. What came before that is well formed unless `isBroken`. */
  async begun(): Promise<void> {
    while (this.#state === 'arriving' && this.#files === 0) await this.#change();
  }

  /**
   * Resolves when what follows a file of this body is seen to be a further file, or the end. One of several files cannot
   * wait for all of them: the later ones come only when somebody has read those before.
   */
  async followed(file: object): Promise<void> {
    const number = this.#numbers.get(file) ?? 0;
    while (this.#state === 'arriving' && this.#files <= number) await this.#change();
  }

  #listen(parser: Writable): void {
    parser.on('error', () => this.#turn('broken'));
    parser.on('file', (_name: unknown, file: object) => {
      this.#files += 1;
      this.#numbers.set(file, this.#files);
      this.#tell();
    });
    parser.once('close', () => this.#turn('whole'));
  }

  #turn(state: State): void {
    if (this.#state === 'arriving') this.#state = state;
    this.#tell();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #tell(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
