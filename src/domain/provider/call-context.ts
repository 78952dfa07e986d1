/** Passed to every provider call. */
export interface CallContext {
  /** Ends the call when the request it serves ends. */
  readonly signal?: AbortSignal;
  /** Whose reads may share one call in flight (the caller's user id, or `service` for the gateway's own). */
  readonly principal: string;
}
