import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The documents that clients of this project send, in the format of Apollo's persisted-query manifests. */
interface Manifest {
  readonly format: 'apollo-persisted-query-manifest';
  readonly version: 1;
  readonly operations: ReadonlyArray<{
    /** SHA-256 of the body, in hexadecimal. */
    readonly id: string;
    readonly name: string;
    readonly type: string;
    readonly body: string;
  }>;
}

const SUFFIX = '.graphql';
const OPERATION = /^(query|mutation|subscription)\s+(\w+)/m;

/** The manifest of every `*.graphql` file of a folder, by name, as text. */
export function toManifestText(folder: string): string {
  const files = readdirSync(folder).filter((file) => file.endsWith(SUFFIX));
  const operations = files.sort().map((file) => {
    const body = readFileSync(join(folder, file), 'utf8');
    const [, type, name] = OPERATION.exec(body) ?? [];
    if (type === undefined || name === undefined) throw new Error(`${file} holds no named operation.`);
    return { id: toDocumentId(body), name, type, body };
  });
  const manifest: Manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Looks documents up by id. */
export class TrustedDocuments {
  readonly #bodies: ReadonlyMap<string, string>;
  readonly #texts: ReadonlySet<string>;

  constructor(manifestText: string) {
    const { operations } = JSON.parse(manifestText) as Manifest;
    this.#bodies = new Map(operations.map(({ id, body }) => [id, body]));
    this.#texts = new Set(this.#bodies.values());
  }

  /** `id`: the hash, also with `sha256:` before it. */
  find(id: string): string | null {
    return this.#bodies.get(id.replace(/^sha256:/, '')) ?? null;
  }

  has(body: string): boolean {
    return this.#texts.has(body);
  }
}

function toDocumentId(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}
