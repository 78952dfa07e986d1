import { found } from '../../../domain/provider/evidence.js';
import { comparesNone, defineCashfreeCheck } from '../cashfree.check.client.js';
import { json } from '../cashfree.client.js';
import { type CashfreeNameMatch, parseNameMatchAnswer } from '../cashfree.contract.js';
import {
  type CashfreePolicy,
  completed,
  type Finding,
  nameStatement,
  reason,
  toUnitScore,
  word,
} from '../cashfree.mapping.js';

export const cashfreeNameMatchCheck = defineCashfreeCheck('NAME_MATCH', {
  operation: 'matchNames',
  path: '/name-match',
  request: ({ checkId, name, otherName }) => json({ verification_id: checkId, name_1: name, name_2: otherName }),
  parse: parseNameMatchAnswer,
  told: null,
  fields: { inputs: { name_1: 'name', name_2: 'otherName' }, file: null },
  // Comparing names is what it is for, so nothing depends on whether one was given.
  comparesName: comparesNone,
  verdict: (match, { policy }) => completed(nameMatchFinding(match, policy)),
  facts: (match) => ({ nameMatchResult: word(match.reason) }),
  evidence: (match, { policy }) => ({
    checkId: match.verification_id,
    statements: {
      name: nameStatement(labelOf(match.reason), scoreOf(match), policy, { repeated: match.name_1 }),
      otherName: found(null, { repeated: match.name_2 }),
    },
    periods: [],
  }),
  score: scoreOf,
  raw: (match) => ({ providerStatus: word(match.status), providerCode: null, providerLabel: word(match.reason) }),
  link: null,
  readAgain: null,
});

function scoreOf({ score }: CashfreeNameMatch): number | null {
  return toUnitScore(score, 1);
}

/** `Word missing`, `Initials penalty`: sentences that justify the score and add nothing to it. */
const EXPLANATION = /^(initials?\b|words?\b|names?\b|the given names are (?!identical|different))/i;

/** Their reason is a label, or a sentence that says the same, or one that explains the score; anything else is new to us. */
function labelOf(reason: string | null): string | null {
  if (reason === null || EXPLANATION.test(reason)) return null;
  if (/^the given names are identical$/i.test(reason)) return 'DIRECT_MATCH';
  return /^the given names are different$/i.test(reason) ? 'NO_MATCH' : reason;
}

function nameMatchFinding(match: CashfreeNameMatch, policy: CashfreePolicy): Finding {
  const score = scoreOf(match);
  if (match.status !== 'SUCCESS' || score === null) return { outcome: 'UNKNOWN', reasons: [] };
  if (score >= policy.nameMatchPassScore) return { outcome: 'PASS', reasons: [] };
  const outcome = score >= policy.nameMatchCautionScore ? 'CAUTION' : 'FAIL';
  return { outcome, reasons: [reason('NAME_MISMATCH', 'name', word(match.reason))] };
}
