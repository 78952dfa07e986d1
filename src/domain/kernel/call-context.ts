/** The caller's own tokens at providers, read when a provider first asks and kept for the rest of the request. */
export interface CustomerTokenReader {
  /** A token to send; null when the caller has none at this provider. Throws `ProviderError` when it cannot be renewed now. */
  find(providerId: string): Promise<string | null>;
  /** Another token in place of one that the provider refused; null when there is none. Throws as `find`. */
  renew(providerId: string, refused: string): Promise<string | null>;
}

/** Passed to every provider call. */
export interface CallContext {
  /** Ends the call when the request it serves ends. */
  readonly signal?: AbortSignal;
  /** Whose reads may share one call in flight (the caller's user id, or `service` for the gateway's own). */
  readonly principal: string;
  /** The request that the call is made for; absent for the gateway's own work. */
  readonly requestId?: string;
  /** Told when something is about to be sent that must not be sent twice blindly: from now on "try again" would be bad advice. */
  readonly onCommand?: () => void;
  /** Absent for staff and for the gateway itself: they call as the service. */
  readonly customerToken?: CustomerTokenReader;
}
