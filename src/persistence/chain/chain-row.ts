import type { AuditRole } from '../../domain/audit/audit-entry.js';
import type { ChainHead } from '../../domain/audit/chain-witness.js';
import { canonicalJson } from './canonical-json.js';

export const CHAINS = ['audit_events', 'access_log'] as const;
/** The name of the table is the name of the chain. */
export type ChainName = (typeof CHAINS)[number];

/** A hash that cannot be made without the key of the audit. */
export type ChainMac = (text: string) => string;

/** What a row says; both chains say it in the same columns. */
export interface ChainEntry {
  readonly id: string;
  readonly at: Date;
  readonly actorId: string | null;
  readonly actorRole: AuditRole;
  readonly action: string;
  readonly subjectUserId: string | null;
  readonly targetType: string | null;
  readonly targetId: string | null;
  readonly purpose: string | null;
  readonly requestId: string | null;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

export interface ChainRow extends ChainEntry, ChainHead {
  readonly previousHash: string;
}

/** Before the first row. */
export const CHAIN_START: ChainHead = { seq: 0, hash: '' };

/** The row that says `entry` after `head`. */
export function linkRow(chain: ChainName, head: ChainHead, entry: ChainEntry, mac: ChainMac): ChainRow {
  const seq = head.seq + 1;
  return { ...entry, seq, previousHash: head.hash, hash: hashOf(chain, { ...entry, seq }, head.hash, mac) };
}

/** The hash that a row must have: over everything it says, its place, and the hash before it. */
export function hashOfRow(chain: ChainName, row: ChainRow, mac: ChainMac): string {
  const { hash: _, previousHash, ...said } = row;
  return hashOf(chain, said, previousHash, mac);
}

/** Proves that a head was written by a gateway. */
export function sealOf(chain: ChainName, { seq, hash }: ChainHead, mac: ChainMac): string {
  return mac(canonicalJson({ chain, head: { seq, hash } }));
}

function hashOf(chain: ChainName, said: ChainEntry & { seq: number }, previousHash: string, mac: ChainMac): string {
  return mac(canonicalJson({ chain, previousHash, said }));
}
