import { DEMO_PEOPLE } from '../../../demo/people.js';
import { magicNumber } from './magic-inputs.simulator.js';

/** What the simulated tax registry knows of a PAN. */
export interface PanRecord {
  readonly type: 'Individual' | 'Company';
  readonly registeredName: string;
  readonly status: string;
  readonly message: string;
}

const SANDBOX_PANS: Readonly<Record<string, string>> = {
  ABCPV1234D: 'JOHN DOE',
  AZJPG7110R: 'JOHN SNOW',
  AAOCS4553K: 'EXAMPLE BUSINESS PRIVATE LIMITED',
};

const DEMO_NAMES: ReadonlyMap<string, string> = new Map(
  DEMO_PEOPLE.map((person) => [person.pan, `${person.firstName} ${person.lastName}`.toUpperCase()]),
);

/** `<status>, <message>` of the PANs whose record is not simply valid. */
const SPECIAL_PANS: Readonly<Record<string, readonly [string, string]>> = {
  '0001': ['VALID', 'PAN is valid, holder is marked as deceased'],
  '0002': ['VALID', 'PAN is valid, event marked as dissolution'],
  '0004': ['DELETED', 'PAN is marked as deleted'],
  '0005': ['DEACTIVATED', 'PAN is marked as deactivated'],
  '0007': ['UNDER_REVIEW', 'PAN verified successfully'],
  '0404': ['INVALID', 'Invalid PAN'],
};

/** Null for a PAN that the registry does not know. */
export function findPan(pan: string, givenName: string | null): PanRecord | null {
  const type = pan[3] === 'P' ? 'Individual' : 'Company';
  const known = SANDBOX_PANS[pan] ?? DEMO_NAMES.get(pan);
  if (known !== undefined) return { type, registeredName: known, status: 'VALID', message: VERIFIED };
  if (!pan.startsWith('TSTP')) return null;
  const registeredName = (givenName ?? 'TEST HOLDER').toUpperCase();
  const [status, message] = SPECIAL_PANS[magicNumber(pan) ?? ''] ?? ['VALID', VERIFIED];
  return status === 'INVALID' ? null : { type, registeredName, status, message };
}

const VERIFIED = 'PAN verified successfully';

/** How two names compare, on the suite's scale of 0 to 100 and with its labels. */
export interface NameComparison {
  readonly score: 100 | 85 | 70 | 38 | 0;
  readonly label: string;
  /** How `POST /name-match` explains its score, as in the vendor's samples. */
  readonly sentence: string;
}

const LABELS = {
  100: 'DIRECT_MATCH',
  85: 'GOOD_PARTIAL_MATCH',
  70: 'MODERATE_PARTIAL_MATCH',
  38: 'POOR_PARTIAL_MATCH',
  0: 'NO_MATCH',
} as const;
const SENTENCES = {
  100: 'The given names are identical',
  85: 'Word missing',
  70: 'Initials penalty, Word missing',
  38: 'Word missing',
  0: 'The given names are different',
} as const;

/**
 * A plain rule that gives the documented sandbox scores ("JOHN DOE" with john doe 100, john d 85, j doe 70, jane d 38):
 * same words 100; first word alike and the rest contained or initials 85; some word alike and the rest initials 70;
 * one word alike or all initials alike 38; else 0.
 */
export function compareNames(one: string, other: string): NameComparison {
  const score = scoreOf(words(one), words(other));
  return { score, label: LABELS[score], sentence: SENTENCES[score] };
}

function scoreOf(a: string[], b: string[]): NameComparison['score'] {
  if (a.length === 0 || b.length === 0) return 0;
  if ([...a].sort().join(' ') === [...b].sort().join(' ')) return 100;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const alike = short.filter((word) => long.includes(word)).length;
  const covered = short.every((word) => long.includes(word) || isInitialOf(word, long) || initialIn(word, long));
  if (alike > 0 && covered) return short[0] === long[0] ? 85 : 70;
  const initials = short.every((word) => long.some((candidate) => candidate[0] === word[0]));
  return alike > 0 || initials ? 38 : 0;
}

function words(name: string): string[] {
  return name
    .toUpperCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
}

function isInitialOf(word: string, others: readonly string[]): boolean {
  return word.length === 1 && others.some((other) => other.startsWith(word));
}

function initialIn(word: string, others: readonly string[]): boolean {
  return others.some((other) => other.length === 1 && word.startsWith(other));
}
