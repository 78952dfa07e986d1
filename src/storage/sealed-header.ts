import { randomBytes } from 'node:crypto';
import { type SealedPlace, SealedValueError, type Sealer } from '../domain/personal-data/sealer.js';

const MAGIC = Buffer.from('KYCDOC1\n', 'latin1');
const SLOT_BYTES = 256;
const SLOTS = [MAGIC.length, MAGIC.length + SLOT_BYTES] as const;
const KEY_BYTES = 32;

export const HEADER_BYTES = MAGIC.length + SLOTS.length * SLOT_BYTES;

/**
 * The start of a sealed file: eight bytes that name the form, then the file's own key, sealed, twice. Two copies, so that
 * one can be rewritten in place after a rotation while the other holds, whenever the process ends.
 */
export function createHeader(sealer: Sealer, place: SealedPlace): { readonly key: Buffer; readonly header: Buffer } {
  const key = randomBytes(KEY_BYTES);
  const slot = toSlot(sealer.seal(key.toString('base64'), place));
  return { key, header: Buffer.concat([MAGIC, ...SLOTS.map(() => slot)]) };
}

/** Throws `SealedValueError` when neither copy of the key opens. */
export function openHeader(sealer: Sealer, place: SealedPlace, header: Buffer): Buffer {
  if (header.length < HEADER_BYTES || !MAGIC.equals(header.subarray(0, MAGIC.length)))
    throw new SealedValueError('MALFORMED', place);
  const [first, second] = textsOf(header);
  return Buffer.from(openOrNull(sealer, first, place) ?? sealer.open(second, place), 'base64');
}

/** What to write where so that both copies are good and under the current key; in order, each durable before the next. */
export function rewrapHeader(
  sealer: Sealer,
  place: SealedPlace,
  header: Buffer,
): readonly { readonly at: number; readonly bytes: Buffer }[] {
  const current = sealer.seal(openHeader(sealer, place, header).toString('base64'), place);
  const copies = textsOf(header).map((text, index) => ({
    at: SLOTS[index] ?? 0,
    opens: openOrNull(sealer, text, place) !== null,
    isCurrent: sealer.keyIdOf(text) === sealer.keyIdOf(current),
  }));
  return copies
    .filter(({ opens, isCurrent }) => !(opens && isCurrent))
    .sort((one, other) => Number(one.opens) - Number(other.opens))
    .map(({ at }) => ({ at, bytes: toSlot(current) }));
}

/** The ids of the keys that the two copies are under. */
export function keyIdsOf(sealer: Sealer, header: Buffer): readonly (string | null)[] {
  return textsOf(header).map((text) => sealer.keyIdOf(text));
}

function openOrNull(sealer: Sealer, text: string, place: SealedPlace): string | null {
  try {
    return sealer.open(text, place);
  } catch (error) {
    if (error instanceof SealedValueError) return null;
    throw error;
  }
}

function textsOf(header: Buffer): readonly [string, string] {
  const [first, second] = SLOTS.map((at) => header.toString('latin1', at, at + SLOT_BYTES).trimEnd());
  return [first ?? '', second ?? ''];
}

function toSlot(text: string): Buffer {
  if (text.length > SLOT_BYTES) throw new RangeError('A sealed key does not fit its place in the file.');
  return Buffer.from(text.padEnd(SLOT_BYTES), 'latin1');
}
