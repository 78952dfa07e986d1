/** Put in the place of what a log may not hold. */
export const HIDDEN_IN_LOGS = '[hidden]';

/** Ids and hashes that we make ourselves; they are full of digits and say nothing about anybody. */
const OWN_TOKEN =
  /(?<![\p{L}\p{N}])(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?=\d*[a-f])(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}))(?![\p{L}\p{N}])/u;

const SECRETS = [
  // JSON Web Tokens, even cut off ones.
  /eyJ[\w-]{5,}(?:\.[\w-]*){0,2}/u,
  /(?:bearer|basic)\s+[^\s"',;]+/iu,
  /kyc_[\w-]{6,}/iu,
  // Email addresses, and the user parts of URLs. Bounded, or a long line without an @ would take quadratic time.
  /[^\s"'<>(){}[\],;:=/]{1,256}(?:@|%40)[^\s"'<>(){}[\],;]+/u,
  // PAN, also inside a GSTIN.
  /[A-Z]{5}\p{Nd}{4}[A-Z]/iu,
  // Nine digits or more: Aadhaar, account and mobile numbers, however they are grouped.
  /\p{Nd}(?:[\s_-]{0,2}\p{Nd}){8,}/u,
];

/** Own tokens first, so that nothing inside one is taken for a number of a person. */
const PATTERN = new RegExp(`(${OWN_TOKEN.source})|${SECRETS.map(({ source }) => `(?:${source})`).join('|')}`, 'giu');

/** The number of milliseconds that begins every line. */
const CLOCK_KEYS: ReadonlySet<string> = new Set(['time']);

/** A text without anything that has the shape of personal data or of a credential. */
export function hideInText(text: string): string {
  return text.replace(PATTERN, (found, own: string | undefined) => (own === undefined ? HIDDEN_IN_LOGS : found));
}

/**
 * The last thing that happens to a line before it goes out: keys and values at every depth are looked through, whatever
 * put them there. A line that is no JSON is looked through as text.
 */
export function filterLogLine(line: string): string {
  try {
    return `${JSON.stringify(hideDeep(JSON.parse(line), true))}\n`;
  } catch {
    return `${hideInText(line.trimEnd())}\n`;
  }
}

function hideDeep(value: unknown, top = false): unknown {
  if (typeof value === 'string') return hideInText(value);
  if (typeof value === 'number') return hideInText(String(value)) === String(value) ? value : HIDDEN_IN_LOGS;
  if (Array.isArray(value)) return value.map((item) => hideDeep(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      hideInText(key),
      top && CLOCK_KEYS.has(key) && typeof inner === 'number' ? inner : hideDeep(inner),
    ]),
  );
}
