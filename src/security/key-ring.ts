import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { type SealedPlace, SealedValueError, type Sealer } from '../domain/personal-data/sealer.js';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const WRAPPED_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES;
const FORM = 's1';
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/;

export interface RingKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

/**
 * Seals with AES-256-GCM: `s1.<key id>.<wrapped data key>.<nonce, ciphertext, tag>`, both parts base64url and both
 * bound to table, row and column as additional data. The first key seals, all of them open.
 */
export class KeyRing implements Sealer {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #current: RingKey;

  /** Throws when the ring is empty, a key has not 32 bytes, or two keys share an id. */
  constructor(keys: readonly RingKey[]) {
    const [current] = keys;
    if (current === undefined) throw new Error('A key ring needs a key.');
    if (keys.some(({ id, key }) => !KEY_ID.test(id) || key.length !== KEY_BYTES))
      throw new Error('Every key of a ring needs an id and 32 bytes.');
    this.#keys = new Map(keys.map(({ id, key }) => [id, key]));
    if (this.#keys.size !== keys.length) throw new Error('Two keys of a ring share an id.');
    this.#current = current;
  }

  get currentKeyId(): string {
    return this.#current.id;
  }

  seal(value: string, place: SealedPlace): string {
    const dataKey = randomBytes(KEY_BYTES);
    return join(
      this.#current.id,
      encrypt(this.#current.key, dataKey, bound('key', place)),
      encrypt(dataKey, Buffer.from(value, 'utf8'), bound('value', place)),
    );
  }

  open(sealed: string, place: SealedPlace): string {
    const { keyId, wrapped, content } = split(sealed, place);
    const dataKey = decrypt(this.#keyOf(keyId, place), wrapped, 'key', place);
    return decrypt(dataKey, content, 'value', place).toString('utf8');
  }

  rewrap(sealed: string, place: SealedPlace): string | null {
    const { keyId, wrapped, content } = split(sealed, place);
    if (keyId === this.#current.id) return null;
    const dataKey = decrypt(this.#keyOf(keyId, place), wrapped, 'key', place);
    return join(this.#current.id, encrypt(this.#current.key, dataKey, bound('key', place)), content);
  }

  keyIdOf(text: string): string | null {
    return parse(text)?.keyId ?? null;
  }

  #keyOf(id: string, place: SealedPlace): Buffer {
    const key = this.#keys.get(id);
    if (key === undefined) throw new SealedValueError('UNKNOWN_KEY', place);
    return key;
  }
}

/** The ring of a machine without configuration: one key made from a local secret. */
export function localRingKeys(secret: string): readonly RingKey[] {
  return [{ id: 'local', key: createHash('sha256').update('data-key\0').update(secret).digest() }];
}

function bound(part: 'key' | 'value', { table, row, column }: SealedPlace): Buffer {
  return Buffer.from(JSON.stringify([FORM, part, table, row, column]), 'utf8');
}

function encrypt(key: Buffer, plain: Buffer, additional: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(additional);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, part: 'key' | 'value', place: SealedPlace): Buffer {
  try {
    const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(bound(part, place))
      .setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new SealedValueError('ALTERED', place);
  }
}

function join(keyId: string, wrapped: Buffer, content: Buffer): string {
  return [FORM, keyId, wrapped.toString('base64url'), content.toString('base64url')].join('.');
}

interface Parts {
  readonly keyId: string;
  readonly wrapped: Buffer;
  readonly content: Buffer;
}

function split(sealed: string, place: SealedPlace): Parts {
  const parts = parse(sealed);
  if (parts === null) throw new SealedValueError('MALFORMED', place);
  return parts;
}

function parse(text: string): Parts | null {
  const [form, keyId, wrapped, content, ...rest] = text.split('.');
  if (form !== FORM || keyId === undefined || wrapped === undefined || content === undefined || rest.length > 0)
    return null;
  const parts = { keyId, wrapped: Buffer.from(wrapped, 'base64url'), content: Buffer.from(content, 'base64url') };
  const whole = parts.wrapped.length === WRAPPED_BYTES && parts.content.length >= NONCE_BYTES + TAG_BYTES;
  return whole && KEY_ID.test(keyId) ? parts : null;
}
