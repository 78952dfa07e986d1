import { nameScore } from '../identifier/name-match.js';
import { withoutAadhaar } from '../personal-data/without-aadhaar.js';
import type { Statement } from '../provider/evidence.js';
import { type Comparison, type ComparisonResult, type NamePolicy, notCompared } from './comparison.js';
import type { ClaimRule } from './kinds/input-rule.js';

/** The answer was about something else than the question. */
export const ANOTHER_SUBJECT = Symbol('another subject');

/**
 * One claim against what the answer states about it. Where the provider compared and shows what it knows as well, both
 * must agree: its "match" beside another name than was given is not enough.
 */
export function compareClaim(
  claim: string,
  rule: ClaimRule,
  given: string,
  statement: Statement | undefined,
  policy: NamePolicy,
): Comparison | typeof ANOTHER_SUBJECT {
  const { repeated = null, observed = [] } = statement ?? {};
  if (repeated !== null && !isSame(rule, given, repeated, policy)) return ANOTHER_SUBJECT;
  if (rule.confirmedByOutcome && observed.length === 0)
    return { claim, result: 'CONFIRMED', score: null, source: 'PROVIDER' };
  if (statement === undefined) return notCompared(claim);
  const local = compareHere(claim, rule, given, observed, policy);
  if (local.result === 'DIFFERS' && rule.differs === 'BAD_RESPONSE') return ANOTHER_SUBJECT;
  const { verdict, score } = statement;
  if (verdict === null) return local;
  const contradicted = verdict === 'CONFIRMED' && local.result === 'DIFFERS';
  return { claim, result: contradicted ? 'PARTIAL' : verdict, score, source: 'PROVIDER' };
}

function isSame(rule: ClaimRule, given: string, repeated: string, policy: NamePolicy): boolean {
  if (rule.compare !== 'NAME') return plain(rule, given) === plain(rule, repeated);
  const score = nameScore(given, repeated);
  return score === null ? given.trim() === repeated.trim() : score >= policy.passScore;
}

function compareHere(
  claim: string,
  rule: ClaimRule,
  given: string,
  observed: readonly string[],
  policy: NamePolicy,
): Comparison {
  if (observed.length === 0 || rule.compare === 'PROVIDER') return notCompared(claim);
  const local = { claim, source: 'LOCAL', score: null } as const;
  if (rule.compare === 'LISTED') {
    const listed = given.split(', ').every((item) => observed.includes(item));
    return { ...local, result: listed ? 'CONFIRMED' : 'DIFFERS' };
  }
  if (rule.compare === 'NAME') {
    const scores = observed.map((value) => nameScore(given, value)).filter((score) => score !== null);
    if (scores.length === 0) return notCompared(claim);
    const score = Math.max(...scores);
    return { ...local, score, result: resultOfScore(score, policy) };
  }
  const alike = observed.some((value) => plain(rule, given) === plain(rule, value));
  return { ...local, result: alike ? 'CONFIRMED' : 'DIFFERS' };
}

export function resultOfScore(score: number, { passScore, cautionScore }: NamePolicy): ComparisonResult {
  if (score >= passScore) return 'CONFIRMED';
  return score >= cautionScore ? 'PARTIAL' : 'DIFFERS';
}

/** Answers have lost what looks like an Aadhaar number, so the given value loses it as well before they are compared. */
function plain(rule: ClaimRule, value: string): string {
  const text = withoutAadhaar(value).normalize('NFKC').trim().toUpperCase();
  return rule.compare === 'NUMBER' ? text.replace(/[^\p{L}\p{N}]/gu, '') : text;
}
