import type { CheckOutcome } from '../kernel/lifecycle.js';
import type { Reason, ReasonCode } from '../kernel/reason.js';
import type { CheckFact, CheckResult } from '../provider/check-port.js';
import { type Evidence, NO_EVIDENCE, type Statement } from '../provider/evidence.js';
import { ProviderError } from '../provider/provider-error.js';
import { claimRulesOf, type GivenClaims, needsOf } from './claims.js';
import { ANOTHER_SUBJECT, compareClaim } from './compare-claim.js';
import { type Comparison, DEFAULT_NAME_POLICY, type NamePolicy, notCompared } from './comparison.js';
import type { CheckCapability } from './kinds/check-kinds.js';
import type { ClaimRule } from './kinds/input-rule.js';
import { lapsesOf } from './lapses.js';

/** What is known of the check that an answer is for. */
export interface JudgedSubject {
  readonly capability: CheckCapability;
  readonly providerId: string;
  readonly checkId: string;
  readonly referenceId: string | null;
  /** Masked. */
  readonly subject: string;
  readonly comparisons: readonly Comparison[] | null;
  readonly facts: readonly CheckFact[];
}

export interface JudgeOptions {
  /** What the caller gave, in clear; absent when an answer is read again, after the values are gone. */
  readonly given?: GivenClaims;
  readonly names?: NamePolicy;
}

/** An answer as it may be recorded and shown. */
export interface JudgedCheck extends Omit<CheckResult, 'evidence'> {
  readonly comparisons: readonly Comparison[];
  /** ISO date of the last day on which all that the answer shows is in force; null when it does not say. */
  readonly validUntil: string | null;
  /** Whether something that it shows is in force no more. */
  readonly lapsed: boolean;
}

/** What one piece of evidence, or the lack of it, makes of the outcome. */
interface Verdict {
  readonly outcome: CheckOutcome;
  readonly reasons: readonly Reason[];
}

/** From good to bad. Only these two first are open to the evidence; a check that failed or found nothing has said so. */
const SEVERITY: readonly CheckOutcome[] = ['PASS', 'CAUTION', 'UNKNOWN', 'FAIL'];

/**
 * The one rule for all checks: a pass needs positive evidence for everything that was given and for everything that the
 * kind of check is about. What was not compared is CAUTION, what differs is FAIL, what has expired says so, and an
 * answer about something else is thrown as a `ProviderError` PROVIDER_BAD_RESPONSE.
 */
export function judge(
  check: JudgedSubject,
  { evidence = NO_EVIDENCE, ...result }: CheckResult,
  at: Date,
  options: JudgeOptions = {},
): JudgedCheck {
  refuseOtherReference(check, result.referenceId);
  if (result.status !== 'COMPLETED') {
    const outcome = result.outcome === 'PASS' ? 'UNKNOWN' : result.outcome;
    return {
      ...result,
      outcome,
      comparisons:
        options.given === undefined ? (check.comparisons ?? []) : claimsWaiting(check.capability, options.given),
      validUntil: null,
      lapsed: false,
    };
  }
  const comparisons = compareAll(check, evidence, options);
  const lapses = lapsesOf(evidence.periods, at);
  const verdicts = [
    { outcome: result.outcome, reasons: result.reasons },
    ...comparisons.map((comparison) => verdictOf(check, comparison, evidence)),
    ...needsOf(check.capability).map((need) => verdictOfNeed(need, evidence.statements[need], result.outcome)),
    verdictOfCheckId(check, evidence),
    ...lapses.verdicts,
  ];
  const open = result.outcome === 'PASS' || result.outcome === 'CAUTION';
  const { outcome, reasons } = open ? worstOf(verdicts) : result;
  const lapsed = reasons.some(({ code }) => code === 'DOC_EXPIRED');
  return { ...result, outcome, reasons, comparisons, validUntil: lapses.validUntil, lapsed };
}

function compareAll(check: JudgedSubject, evidence: Evidence, options: JudgeOptions): readonly Comparison[] {
  const { names = DEFAULT_NAME_POLICY, given } = options;
  const comparisons: Comparison[] = [];
  for (const [claim, rule] of claimRulesOf(check.capability)) {
    const value = given === undefined ? keptValue(check, claim, rule) : given.get(claim);
    const statement = evidence.statements[claim];
    const comparison =
      value === undefined && given === undefined
        ? compareKept(check, claim, rule, statement)
        : value === undefined
          ? null
          : compareClaim(claim, rule, value, statement, names);
    if (comparison === ANOTHER_SUBJECT) throw anotherSubject(check);
    if (comparison !== null) comparisons.push(comparison);
  }
  return comparisons;
}

/** What is still known of a given value when its answer is read again. */
function keptValue({ comparisons, subject }: JudgedSubject, claim: string, rule: ClaimRule): string | undefined {
  if (rule.compare === 'LISTED' && rule.subject !== undefined) return subject;
  return comparisons?.find((kept) => kept.claim === claim)?.given;
}

/**
 * A claim whose value is gone: the provider's own comparison counts, else the masked subject must still fit, else a
 * comparison made here stands as long as the answer shows the very value that it was made with. Null: it was not claimed.
 */
function compareKept(
  { comparisons, subject, facts }: JudgedSubject,
  claim: string,
  rule: ClaimRule,
  statement: Statement | undefined,
): Comparison | typeof ANOTHER_SUBJECT | null {
  const observed = statement?.observed ?? [];
  if (statement !== undefined && statement.verdict !== null)
    return { claim, result: statement.verdict, score: statement.score, source: 'PROVIDER' };
  if (rule.subject !== undefined) {
    const { subject: mask } = rule;
    if (observed.length === 0) return notCompared(claim);
    if (!observed.some((value) => mask(value) === subject)) return ANOTHER_SUBJECT;
    return { claim, result: 'CONFIRMED', score: null, source: 'LOCAL' };
  }
  const kept = comparisons?.find((comparison) => comparison.claim === claim);
  if (kept === undefined) return null;
  if (rule.confirmedByOutcome && observed.length === 0) return { ...kept, result: 'CONFIRMED', source: 'PROVIDER' };
  const stands = kept.source === 'LOCAL' && facts.some(({ value }) => observed.includes(value));
  return stands ? kept : notCompared(claim);
}

/** What was claimed, while nothing can be compared yet. */
export function claimsWaiting(capability: CheckCapability, given: GivenClaims): readonly Comparison[] {
  return [...claimRulesOf(capability)].flatMap(([claim, rule]) => {
    const value = given.get(claim);
    if (value === undefined) return [];
    const keep = rule.compare === 'NAME' || rule.confirmedByOutcome === true;
    return [keep ? { ...notCompared(claim), given: value } : notCompared(claim)];
  });
}

function verdictOf(check: JudgedSubject, { claim, result }: Comparison, { statements }: Evidence): Verdict {
  const rule = claimRulesOf(check.capability).get(claim);
  const statement = statements[claim];
  const differs = rule === undefined || rule.differs === 'BAD_RESPONSE' ? null : rule.differs;
  const why = (code: ReasonCode) => [reason(statement?.reason ?? code, claim, statement?.providerCode ?? null)];
  switch (result) {
    case 'CONFIRMED':
      return { outcome: 'PASS', reasons: [] };
    case 'DIFFERS':
      return { outcome: differs?.outcome ?? 'FAIL', reasons: why(differs?.reason ?? 'OTHER') };
    case 'PARTIAL':
      return { outcome: 'CAUTION', reasons: why(differs?.reason ?? 'OTHER') };
    case 'NOT_COMPARED':
      return { outcome: 'CAUTION', reasons: [reason('OTHER', claim, null)] };
    case 'UNKNOWN':
      return { outcome: 'UNKNOWN', reasons: [] };
  }
}

/** Where the provider has found fault itself, its reason says more than that the proof of the opposite is missing. */
function verdictOfNeed(need: string, statement: Statement | undefined, told: CheckOutcome): Verdict {
  const explained = told !== 'PASS' && (statement?.verdict ?? null) === null;
  const reasons = explained ? [] : [reason(statement?.reason ?? 'OTHER', need, statement?.providerCode ?? null)];
  switch (statement?.verdict ?? null) {
    case 'CONFIRMED':
      return { outcome: 'PASS', reasons: [] };
    case 'DIFFERS':
      return { outcome: 'FAIL', reasons };
    case 'UNKNOWN':
      return { outcome: 'UNKNOWN', reasons: [] };
    default:
      return { outcome: 'CAUTION', reasons };
  }
}

/** Not refused, because test environments answer with an id of their own; but no proof of this very check either. */
function verdictOfCheckId(check: JudgedSubject, { checkId }: Evidence): Verdict {
  const other = checkId !== null && checkId !== check.checkId;
  return other ? { outcome: 'CAUTION', reasons: [reason('OTHER', 'checkId', null)] } : { outcome: 'PASS', reasons: [] };
}

function worstOf(verdicts: readonly Verdict[]): Verdict {
  const worst = Math.max(...verdicts.map(({ outcome }) => SEVERITY.indexOf(outcome)));
  const all = verdicts.flatMap(({ reasons }) => reasons);
  const isFirst = (one: Reason, at: number) =>
    at === all.findIndex(({ code, field }) => code === one.code && field === one.field);
  return { outcome: SEVERITY[worst] ?? 'UNKNOWN', reasons: all.filter(isFirst) };
}

function refuseOtherReference(check: JudgedSubject, referenceId: string | null): void {
  if (check.referenceId !== null && referenceId !== null && referenceId !== check.referenceId)
    throw anotherSubject(check);
}

/** Whether it was carried out for what was asked nobody knows. */
function anotherSubject({ providerId, referenceId }: JudgedSubject): ProviderError {
  const outcomeUnknown = referenceId === null;
  return new ProviderError({ providerId, code: 'PROVIDER_BAD_RESPONSE', retryable: false, outcomeUnknown });
}

function reason(code: ReasonCode, field: string, providerCode: string | null): Reason {
  return { code, retryable: false, field, providerCode };
}
