import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ChainHead, ChainWitness } from '../domain/audit/chain-witness.js';

/** How much of the end of a chain could be cut unnoticed. */
const WRITE_AFTER_MS = 1_000;

/** The ends of the chains in a small file beside the database; better still, on another machine. */
export class ChainWitnessFile implements ChainWitness {
  readonly #heads = new Map<string, ChainHead>();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly file: string,
    /** Called when a head could not be written; the next one tries again. */
    private readonly onFailure: () => void,
  ) {}

  note(chain: string, head: ChainHead): void {
    if ((this.#heads.get(chain)?.seq ?? 0) < head.seq) this.#heads.set(chain, head);
    this.#timer ??= setTimeout(() => this.flush().catch(this.onFailure), WRITE_AFTER_MS).unref();
  }

  async find(chain: string): Promise<ChainHead | null> {
    return (await this.#read())[chain] ?? null;
  }

  /** Resolves when everything noted so far is in the file. */
  flush(): Promise<void> {
    if (this.#timer === null) return this.#writing;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing = this.#writing.then(() => this.#write()).catch(this.onFailure);
    return this.#writing;
  }

  async #write(): Promise<void> {
    const kept = await this.#read();
    // Another gateway on this folder may have seen more.
    for (const [chain, head] of this.#heads) if ((kept[chain]?.seq ?? 0) < head.seq) kept[chain] = head;
    // With a database elsewhere, nothing else has made the data folder yet.
    await mkdir(dirname(this.file), { recursive: true });
    const draft = `${this.file}.${process.pid}`;
    await writeFile(draft, JSON.stringify(kept), { mode: 0o600 });
    await rename(draft, this.file);
  }

  async #read(): Promise<Record<string, ChainHead>> {
    const text = await readFile(this.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '{}';
      throw error;
    });
    return JSON.parse(text);
  }
}
