import { encodeBody } from './request-body.js';
import type { TransportSettings } from './transport-options.js';
import type { TransportRequest } from './transport-request.js';

/** A checked request in the form in which it is sent. */
export interface WireRequest {
  operation: string;
  method: TransportRequest['method'];
  /** Prefix, path and query. */
  path: string;
  /** Name, value, name, value… with lower-cased names in alphabetical order. */
  headers: string[];
  body: Buffer | null;
  kind: TransportRequest['kind'];
  maxResponseBytes: number;
  /** The call may be shared, so nobody may change its answer. */
  shareable: boolean;
  answer: 'json' | 'bytes';
}

/** Visible ASCII without '#', '?' and '\': what is left needs no guess about where the path ends. */
const PATH = /^[\x21\x22\x24-\x3e\x40-\x5b\x5d-\x7e]*$/;
/** Dots may be percent-encoded, and many servers decode before they resolve them. */
const EMPTY_OR_DOT_SEGMENT = /\/(?:\.|%2e){0,2}(?:\/|$)/i;
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** These decide where the message goes and where it ends: only the HTTP client sets them. */
const RESERVED_HEADERS = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Throws a `TypeError`, which quotes nothing of the request but its operation, when the request is not allowed. */
export function toWireRequest(settings: TransportSettings, request: TransportRequest): WireRequest {
  try {
    const encoded = request.body === undefined ? null : encodeBody(request.body);
    return {
      operation: request.operation,
      method: request.method,
      path: settings.pathPrefix + checkedPath(request.path) + queryString(request.query),
      headers: headerList(request, encoded?.contentType),
      body: encoded?.bytes ?? null,
      kind: request.kind,
      maxResponseBytes: Math.min(request.maxResponseBytes ?? Infinity, settings.maxResponseBytes),
      shareable: request.kind === 'read' && request.principal !== undefined && request.answer !== 'bytes',
      answer: request.answer ?? 'json',
    };
  } catch (error) {
    // URIError (lone surrogate) and JSON.stringify (cycle) may quote the value.
    const why = error instanceof Refusal ? error.message : 'its body or query cannot be encoded';
    throw new TypeError(`transport ${settings.name}, ${request.operation}: ${why}`);
  }
}

class Refusal extends Error {}

function checkedPath(path: string): string {
  if (!path.startsWith('/')) throw new Refusal("its path must start with '/'");
  if (!PATH.test(path)) throw new Refusal('its path must be percent-encoded, without query or fragment');
  // A single slash at the end is somebody's real address; every other empty segment is a forgotten identifier.
  const body = path.endsWith('/') ? path.slice(0, -1) : path;
  if (path.startsWith('//') || (body !== '' && EMPTY_OR_DOT_SEGMENT.test(body))) {
    throw new Refusal('its path must not hold empty or dot segments');
  }
  return path;
}

function queryString(query: TransportRequest['query']): string {
  if (query === undefined) return '';
  const pairs: string[] = [];
  for (const key of Object.keys(query).sort()) {
    const value = query[key];
    if (value !== undefined) pairs.push(`${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
  }
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function headerList(
  { headers: own, answer }: Pick<TransportRequest, 'headers' | 'answer'>,
  contentType: string | undefined,
): string[] {
  // Identity, so that the cap on bytes is a cap on memory: nothing is inflated.
  const all = new Map([
    ['accept', answer === 'bytes' ? '*/*' : 'application/json'],
    ['accept-encoding', 'identity'],
  ]);
  for (const [name, value] of Object.entries(own ?? {})) {
    const lower = name.toLowerCase();
    if (!HEADER_NAME.test(name) || RESERVED_HEADERS.has(lower)) throw new Refusal('a header name is not allowed');
    if (!HEADER_VALUE.test(value)) throw new Refusal(`the value of header ${lower} is not allowed`);
    all.set(lower, value);
  }
  // Last, because only the encoder knows the boundary of a multipart body.
  if (contentType !== undefined) all.set('content-type', contentType);
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).flat();
}
