import { CHECK_KINDS, type CheckCapability, inputRulesOf } from './kinds/check-kinds.js';
import type { ClaimRule, FileRule, InputRule } from './kinds/input-rule.js';

export function needsOf(capability: CheckCapability): readonly string[] {
  return CHECK_KINDS[capability].needs;
}

export function claimRulesOf(capability: CheckCapability): ReadonlyMap<string, ClaimRule> {
  return new Map(inputRulesOf(capability).flatMap(([input, rule]) => (isClaim(rule) ? [[input, rule] as const] : [])));
}

function isClaim(rule: InputRule | FileRule): rule is ClaimRule {
  return typeof rule === 'object' && 'compare' in rule;
}

/** The claims that a caller made, in clear, by input. Held for the length of the call only. */
export type GivenClaims = ReadonlyMap<string, string>;

/** What the input of a check claims: of an absent or blank value nothing. */
export function claimsOf(capability: CheckCapability, input: object): GivenClaims {
  const values = new Map<string, unknown>(Object.entries(input));
  const claims = new Map<string, string>();
  for (const key of claimRulesOf(capability).keys()) {
    const value = values.get(key);
    const text = Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value.trim() : '';
    if (text !== '') claims.set(key, text);
  }
  return claims;
}
