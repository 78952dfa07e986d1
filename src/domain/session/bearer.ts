/** The scheme is read in upper or lower case and may be followed by several spaces (RFC 9110, 11.1 and 11.4). */
const BEARER = /^Bearer +(\S.*)$/i;

/** What an `Authorization` header says after its scheme; null for another scheme. */
export function readBearer(authorization: string): string | null {
  return BEARER.exec(authorization.trim())?.[1] ?? null;
}
