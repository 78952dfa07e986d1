import type { CheckService } from '../../domain/check/check-service.js';
import type { AccessRule } from '../access/access-rule.js';

/** How the API offers one kind of check: the mutations, and who may use each. */
export interface CheckApi {
  readonly resolver: new (service: CheckService) => object;
  readonly rules: Readonly<Record<string, AccessRule>>;
}

/** A mutation without a rule does not compile. */
export function defineCheckApi<R extends object>(
  resolver: new (service: CheckService) => R,
  rules: Readonly<Record<keyof R & string, AccessRule>>,
): CheckApi {
  return { resolver, rules };
}
