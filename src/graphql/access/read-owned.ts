import { maySee } from '../../domain/kernel/actor.js';
import { ApiError } from '../../domain/kernel/api-error.js';
import type { OwnedRepository } from '../../domain/kernel/owned-repository.js';
import { fromGlobalId, type NodeType } from '../common/global-id.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { NODE_SCOPES } from './root-rules.js';

/**
 * One record by its global id. Throws BAD_USER_INPUT for what is no id, and NOT_FOUND alike for an id that does not exist
 * and for somebody else's.
 */
export async function readOwned<T extends { readonly id: string; readonly userId: string }>(
  repository: OwnedRepository<T>,
  type: NodeType,
  globalId: string,
  context: GraphqlContext,
): Promise<T> {
  const actor = requireActor(context);
  const [record] = await repository.findMany([fromGlobalId(type, globalId, 'id')]);
  if (record !== undefined && maySee(actor, record.userId, NODE_SCOPES[type])) {
    context.accesses.see(type, [record]);
    return record;
  }
  throw new ApiError('NOT_FOUND', `There is no such ${type.toLowerCase()}, or it is not yours to see.`, 'id');
}
