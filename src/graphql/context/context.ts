import { type Actor, isStaff } from '../../domain/kernel/actor.js';
import { ApiError } from '../../domain/kernel/api-error.js';
import type { CallContext } from '../../domain/kernel/call-context.js';
import type { Client } from '../../domain/kernel/client.js';
import type { AccessNotes } from './access-notes.js';
import type { Loaders } from './loaders.js';
import type { ExecutionContext, ProviderFailures } from './provider-failures.js';

/** What every resolver is given. */
export interface GraphqlContext extends ExecutionContext {
  readonly providerFailures: ProviderFailures;
  readonly requestId: string;
  /** The caller's network address; null where there is none. */
  readonly address: string | null;
  /** The program that sent the request. */
  readonly client: Client;
  /** Null for an anonymous request. */
  readonly actor: Actor | null;
  readonly accesses: AccessNotes;
  readonly loaders: Loaders;
  /** For provider calls made for this request. */
  readonly call: CallContext;
}

/** The signed-in actor: there is one wherever `access/` asks for a login. Throws UNAUTHENTICATED all the same. */
export function requireActor(context: GraphqlContext): Actor {
  if (context.actor !== null) return context.actor;
  throw new ApiError('UNAUTHENTICATED', 'Log in first: send the header "Authorization: Bearer <accessToken>".');
}

/** Whether all of a field may be shown that the subject sees a part of. What they see nothing of is hidden by `access/`. */
export function seesStaffFields(context: GraphqlContext): boolean {
  return context.actor !== null && isStaff(context.actor);
}
