/** What is known of the program that sends a request, beside the token that it carries. */
export interface Client {
  /** Its network address, of IPv6 the network of one household; null where there is none. */
  readonly network: string | null;
  /** Coarse, e.g. `Firefox on Windows`. */
  readonly device: string;
  /** The account that is signed in; null for nobody, and for a program. */
  readonly signedInAs: string | null;
  /** As it came: it may be anything. */
  readonly deviceToken: string | null;
  readonly arrivedAt: Date;
  readonly requestId: string;
}

/** In this order: most browsers also name those that they descend from. */
const PROGRAMS = [
  ['Edg', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
  ['curl/', 'curl'],
  ['okhttp', 'an app'],
  ['Dart/', 'an app'],
  ['CFNetwork', 'an app'],
] as const;
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** A label by which people know their devices again; versions and models stay out of it. */
export function deviceOf(userAgent: string | undefined): string {
  const find = (words: ReadonlyArray<readonly [string, string]>) =>
    words.find(([mark]) => userAgent?.slice(0, 500).includes(mark))?.[1];
  const program = find(PROGRAMS);
  const system = find(SYSTEMS);
  if (program === undefined) return system ?? 'unknown device';
  return system === undefined ? program : `${program} on ${system}`;
}
