import { ApiError } from '../domain/api-error.js';
import type { CallContext } from '../domain/provider/call-context.js';
import { type Actor, isStaff } from '../domain/session/actor.js';
import type { ExecutionContext, ProviderFailures } from './execution/provider-failures.js';
import type { Loaders } from './loaders.js';

/** What every resolver is given. */
export interface GraphqlContext extends ExecutionContext {
  readonly providerFailures: ProviderFailures;
  readonly requestId: string;
  /** Null for an anonymous request. */
  readonly actor: Actor | null;
  readonly loaders: Loaders;
  /** For provider calls made for this request. */
  readonly call: CallContext;
}

/** The signed-in actor. Throws UNAUTHENTICATED when there is none. */
export function requireActor(context: GraphqlContext): Actor {
  if (context.actor !== null) return context.actor;
  throw new ApiError('UNAUTHENTICATED', 'Log in first: send the header "Authorization: Bearer <accessToken>".');
}

/** A reviewer or an admin. Throws FORBIDDEN for a customer. */
export function requireStaff(context: GraphqlContext): Actor {
  const actor = requireActor(context);
  if (isStaff(actor)) return actor;
  throw new ApiError('FORBIDDEN', 'This is for reviewers and admins.');
}

/** Whether staff-only fields may be shown. */
export function seesStaffFields(context: GraphqlContext): boolean {
  return context.actor !== null && isStaff(context.actor);
}
