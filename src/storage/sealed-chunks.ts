import { createCipheriv, createDecipheriv } from 'node:crypto';
import { type SealedPlace, SealedValueError } from '../domain/personal-data/sealer.js';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What is sealed at once: the memory that a file of any size takes on its way in. */
export const CHUNK_BYTES = 65_536;
export const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;

export interface Chunk {
  readonly index: number;
  /** Only the last one may be shorter, and empty. */
  readonly last: boolean;
}

/** Cuts content of any granularity into chunks. The bytes of one are good until the next is asked for. */
export async function* toChunks(content: AsyncIterable<Uint8Array>): AsyncGenerator<Chunk & { bytes: Buffer }> {
  const held = Buffer.allocUnsafe(CHUNK_BYTES);
  let filled = 0;
  let index = 0;
  for await (const piece of content) {
    for (let offset = 0; offset < piece.length; ) {
      // A full chunk leaves when more follows: only then is it known not to be the last.
      if (filled === CHUNK_BYTES) {
        yield { index, last: false, bytes: held };
        index += 1;
        filled = 0;
      }
      const taken = piece.subarray(offset, offset + CHUNK_BYTES - filled);
      held.set(taken, filled);
      filled += taken.length;
      offset += taken.length;
    }
  }
  yield { index, last: true, bytes: held.subarray(0, filled) };
}

/**
 * AES-256-GCM under the file's own key, the file's place as additional data. The nonce is the chunk's place and whether
 * it is the last, so chunks that are left out, moved or cut off do not open.
 */
export function sealChunk(key: Buffer, place: SealedPlace, chunk: Chunk, bytes: Uint8Array): Buffer {
  const cipher = createCipheriv(ALGORITHM, key, nonceOf(chunk)).setAAD(boundTo(place));
  return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** Throws `SealedValueError`. */
export function openChunk(key: Buffer, place: SealedPlace, chunk: Chunk, sealed: Buffer): Buffer {
  try {
    const decipher = createDecipheriv(ALGORITHM, key, nonceOf(chunk), { authTagLength: TAG_BYTES })
      .setAAD(boundTo(place))
      .setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new SealedValueError('ALTERED', place);
  }
}

/** How many bytes `sealed` bytes of chunks hold; null when no content has that length. */
export function openedLength(sealed: number): { readonly chunks: number; readonly bytes: number } | null {
  const chunks = Math.ceil(sealed / SEALED_CHUNK_BYTES);
  const bytes = sealed - chunks * TAG_BYTES;
  return sealed < TAG_BYTES || bytes < (chunks - 1) * CHUNK_BYTES ? null : { chunks, bytes };
}

function boundTo({ table, row, column }: SealedPlace): Buffer {
  return Buffer.from(JSON.stringify([table, row, column]));
}

function nonceOf({ index, last }: Chunk): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUInt32BE(index, NONCE_BYTES - 5);
  nonce.writeUInt8(last ? 1 : 0, NONCE_BYTES - 1);
  return nonce;
}
