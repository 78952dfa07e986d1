import type { CheckResult } from '../../../src/domain/provider/check-ports.js';
import type { JudgedCheck } from '../../../src/domain/verification/evidence-rule.js';

/** An answer whose evidence carries just what it says: for tests of what happens with answers, not of how they are judged. */
export function judgedOf(result: CheckResult): JudgedCheck {
  return { ...result, comparisons: [], validUntil: null, lapsed: false };
}
