import type { DataSource } from 'typeorm';
import { SYSTEM_ACTOR } from '../domain/audit/audit-entry.js';
import type { AuditTrail } from '../domain/audit/audit-trail.js';
import { type Rotated, rotateRows } from '../persistence/sealing/rotate-rows.js';
import type { KeyRing } from '../security/key-ring.js';
import type { FolderDocumentStore } from '../storage/folder-document-store.js';

/** Gateways that still seal with an older key, or rewrite a row meanwhile, leave something for the next pass. */
const MAX_PASSES = 5;

export interface KeyRotation {
  readonly places: readonly Rotated[];
  /** Keys other than the current one that something is still sealed by; '' for what is not sealed. */
  readonly inUse: readonly string[];
}

/** Brings all personal data under the first key of the ring. Afterwards an older key that is not in use may be dropped. */
export async function rotateKeys(
  dataSource: DataSource,
  stores: readonly FolderDocumentStore[],
  sealer: KeyRing,
): Promise<KeyRotation> {
  const rewrapped = new Map<string, number>();
  for (let pass = 1; ; pass += 1) {
    const found = await rotateRows(dataSource, sealer, sealer.currentKeyId);
    for (const store of stores) found.push({ place: `files of ${store.table}`, ...(await store.rewrap()) });
    for (const { place, rewrapped: count } of found) rewrapped.set(place, (rewrapped.get(place) ?? 0) + count);
    const inUse = new Set(found.flatMap(({ byKeyId: counts }) => [...counts.keys()]));
    inUse.delete(sealer.currentKeyId);
    const progress = found.some(({ rewrapped: count }) => count > 0);
    if (inUse.size > 0 && progress && pass < MAX_PASSES) continue;
    const places = found.map((one) => ({ ...one, rewrapped: rewrapped.get(one.place) ?? 0 }));
    return { places, inUse: [...inUse].sort() };
  }
}

/** For the operator: a line for each place and key, and what may be dropped. Counts and key ids only. */
export function toRotationReport({ places, inUse }: KeyRotation, currentKeyId: string): string {
  const lines = places.map(({ place, rewrapped, byKeyId }) => {
    const counts = [...byKeyId].sort().map(([keyId, count]) => `${count} under ${named(keyId)}`);
    return `${place}: ${rewrapped} rewrapped; ${counts.join(', ') || 'nothing kept'}`;
  });
  const verdict =
    inUse.length === 0
      ? `Everything is sealed by ${currentKeyId}. Every other key may leave DATA_KEYS.`
      : `Still in use: ${inUse.map(named).join(', ')}. Give every gateway DATA_KEYS with ${currentKeyId} first, then run this again; what stays then does not open with the keys given.`;
  return `${[...lines, verdict].join('\n')}\n`;
}

function named(keyId: string): string {
  return keyId === '' ? 'no key' : keyId;
}

/** Which key is the current one is no secret; the key is. */
export function recordRotation(auditTrail: AuditTrail, currentKeyId: string, { inUse }: KeyRotation): Promise<void> {
  return auditTrail.record({
    actor: SYSTEM_ACTOR,
    action: 'KEYS_ROTATED',
    subjectUserId: null,
    target: { type: 'Key', id: currentKeyId },
    details: { olderKeysInUse: inUse.length },
  });
}
