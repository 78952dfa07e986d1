/** One call as the client of a provider describes it. */
export interface TransportRequest {
  /** Stable label with few values, e.g. `getRunner`; shown in errors and metrics. */
  operation: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /**
   * Appended to the base URL. Starts with one '/', each segment percent-encoded by the caller; a scheme, an empty or a dot
   * segment, a query or a fragment is refused with a `TypeError`.
   */
  path: string;
  /** Encoded here and sent in alphabetical order; a key whose value is undefined is left out. */
  query?: Record<string, string | undefined>;
  headers?: Record<string, string>;
  body?: TransportBody;
  /** A read may be retried and shared. A command is sent once: never retried, never shared. */
  kind: 'read' | 'command';
  /** Identical reads in flight share one call within one principal, and only there. Without it nothing is shared. */
  principal?: string;
  /** The caller's own: aborting it stops the waiting; a shared call goes on for the others. */
  signal?: AbortSignal;
  /** Shortens the operation timeout, never lengthens it. */
  deadlineMs?: number;
  maxResponseBytes?: number;
  /** What a good answer is: JSON unless told otherwise. Bytes are never shared. */
  answer?: 'json' | 'bytes';
}

export type TransportBody =
  | { type: 'json'; value: unknown }
  /** `application/x-www-form-urlencoded` */
  | { type: 'form'; fields: Record<string, string> }
  | { type: 'multipart'; fields: Record<string, string | string[]>; files?: TransportFile[] };

export interface TransportFile {
  field: string;
  filename: string;
  contentType: string;
  bytes: Uint8Array;
}

/** An answer of any status but 3xx, 429 and 5xx: the caller judges a 4xx itself. */
export interface TransportResponse {
  status: number;
  /** Lower-cased names; repeated headers joined with ', '. */
  headers: Record<string, string>;
  /**
   * Parsed JSON, deeply frozen if the call could be shared; undefined when empty, or when a 4xx holds no JSON. The bytes of
   * a good answer (`Buffer`) where bytes were asked for.
   */
  body: unknown;
  fetchedAt: Date;
}
