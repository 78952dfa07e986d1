import type { Verification } from '../../domain/check/verification.js';
import type { Source } from '../../domain/provider/source.js';
import { orProblem } from '../common/result-union.js';
import type { GraphqlContext } from '../context/context.js';
import { keptResult } from './verification-state.resolver.js';

/** The provider's answer to the command is its state now: nobody asks again for the fields of the result. */
export function afterCheck(context: GraphqlContext, check: () => Promise<Verification>) {
  return orProblem(async () => {
    const verification = await check();
    const { providerId, updatedAt: fetchedAt } = verification;
    const source: Source = { providerId, state: 'LIVE', fetchedAt, error: null };
    context.loaders.check.put(verification, { value: keptResult(verification), source });
    return verification;
  });
}
