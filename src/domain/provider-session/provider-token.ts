/** A customer's tokens at a provider, opened. Secret: never returned, never logged. */
export interface ProviderToken {
  readonly userId: string;
  readonly providerId: string;
  /** New with every token, so that a renewal never replaces or drops what came after it. */
  readonly tokenId: string;
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** Null: unknown; used until the provider refuses it. */
  readonly expiresAt: Date | null;
  readonly updatedAt: Date;
}

/** One token of each user at each provider. */
export interface ProviderTokenRepository {
  /** Null also when what is kept cannot be opened any more. */
  find(userId: string, providerId: string): Promise<ProviderToken | null>;
  /** `replaces` names the only token that may be overwritten; null: any. False: another one is there, nothing was written. */
  keep(token: ProviderToken, replaces: string | null): Promise<boolean>;
  /** Removes this very token, not one that came after it. */
  drop(token: Pick<ProviderToken, 'userId' | 'providerId' | 'tokenId'>): Promise<void>;
}
