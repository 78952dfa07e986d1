import type { Scope } from '../kernel/actor.js';
import type { Page, PageRequest } from '../kernel/paging.js';

/** With what a program signs in. What is secret of it was shown once and is known by hash only. */
export interface ApiKey {
  readonly id: string;
  /** The program, in the words of whoever made the key. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  /** The hour of the last use; null: never used. */
  readonly lastUsedAt: Date | null;
  /** Null: good until it is revoked. */
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface StoredApiKey extends ApiKey {
  readonly secretHash: string;
}

export interface ApiKeyRepository {
  insert(key: StoredApiKey): Promise<void>;
  find(id: string): Promise<StoredApiKey | null>;
  /** The newest first, dead ones too. */
  list(page: PageRequest): Promise<Page<ApiKey>>;
  /** False, and nothing done, for one that is revoked or not there. */
  revoke(id: string, at: Date): Promise<boolean>;
  /** Never moves the time back. */
  markUsed(id: string, at: Date): Promise<void>;
}

export interface ApiKeySecrets {
  create(): { readonly secret: string; readonly hash: string };
  /** Takes the same time whatever differs. */
  matches(secret: string, hash: string): boolean;
}

const SHAPE = /^kyc_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;

/** What may be shown of a key, and by which people know it again. */
export function toKeyPrefix(id: string): string {
  return `kyc_${id.replaceAll('-', '')}`;
}

/** `kyc_<id>_<secret>`: filters of logs and scanners for secrets know it by its beginning. */
export function toKeyText(id: string, secret: string): string {
  return `${toKeyPrefix(id)}_${secret}`;
}

/** Null for a text that is no key. */
export function parseKeyText(text: string): { readonly id: string; readonly secret: string } | null {
  const [, ...parts] = SHAPE.exec(text) ?? [];
  const secret = parts.pop();
  return secret === undefined ? null : { id: parts.join('-'), secret };
}
