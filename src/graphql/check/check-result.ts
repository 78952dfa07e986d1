import { PROVIDER_PROBLEMS, resultUnion } from '../common/result-union.js';
import { VerificationType } from './verification.type.js';

/** The result of a mutation that makes or carries on a check. */
export function checkResult(name: string) {
  return resultUnion(name, 'Verification', () => VerificationType, ['ValidationProblem', ...PROVIDER_PROBLEMS]);
}
