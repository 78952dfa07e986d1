import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { maySee } from '../../domain/kernel/actor.js';
import type { OwnedRepository } from '../../domain/kernel/owned-repository.js';
import { NODE_SCOPES } from '../access/root-rules.js';
import { type NodeType, parseGlobalId } from '../common/global-id.js';
import { NodeInterface } from '../common/node.type.js';
import { type GraphqlContext, requireActor } from '../context/context.js';

type OwnedNode = { readonly id: string; readonly userId: string };
export type NodeRepositories = Readonly<
  Record<Exclude<NodeType, 'User'>, Pick<OwnedRepository<OwnedNode>, 'findMany'>>
>;

@Resolver()
export class NodeResolver {
  constructor(private readonly repositories: NodeRepositories) {}

  @Query(() => NodeInterface, {
    nullable: true,
    description:
      'Any record by its id; null alike for an id that does not exist and for a record that is not yours to see.',
  })
  async node(
    @Arg('id', () => ID, { description: 'The id of any Node.' }) globalId: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const { type, id } = parseGlobalId(globalId, 'id');
    if (type === 'User') {
      const user = maySee(actor, id, NODE_SCOPES.User) ? await context.loaders.user.load(id) : null;
      return user && { ...user, __typename: type };
    }
    const [record] = await this.repositories[type].findMany([id]);
    if (record === undefined || !maySee(actor, record.userId, NODE_SCOPES[type])) return null;
    context.accesses.see(type, [record]);
    return { ...record, __typename: type };
  }
}
