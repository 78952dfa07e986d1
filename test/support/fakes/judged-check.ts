import type { JudgedCheck } from '../../../src/domain/check/evidence-rule.js';
import type { CheckResult } from '../../../src/domain/provider/check-port.js';

/** An answer whose evidence carries just what it says: for tests of what happens with answers, not of how they are judged. */
export function judgedOf(result: CheckResult): JudgedCheck {
  return { ...result, comparisons: [], validUntil: null, lapsed: false };
}
