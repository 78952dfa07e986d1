import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type ApiKey, toKeyPrefix } from '../../domain/session/api-key.js';
import type { ApiKeyService } from '../../domain/session/api-key-service.js';
import { PageArgs, toConnection, toPageRequest } from '../common/connection.js';
import { fromGlobalId, toGlobalId } from '../common/global-id.js';
import { orProblem } from '../common/result-union.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import {
  ApiKeyConnection,
  ApiKeyType,
  CreateApiKeyInput,
  CreateApiKeyResult,
  RevokeApiKeyResult,
} from './api-key.type.js';

@Resolver(() => ApiKeyType)
export class ApiKeyResolver {
  constructor(private readonly service: ApiKeyService) {}

  @Query(() => ApiKeyConnection, { description: 'For admins: the keys of programs, the newest first, dead ones too.' })
  async apiKeys(@Args(() => PageArgs) args: PageArgs) {
    const request = toPageRequest(args);
    return toConnection(await this.service.list(request), request);
  }

  @Mutation(() => CreateApiKeyResult, { description: 'For admins: a key for a program. It is shown this once.' })
  createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'The key.' }) input: CreateApiKeyInput,
    @Ctx() context: GraphqlContext,
  ) {
    const { name, scopes, expiresAt = null } = input;
    return orProblem(() => this.service.create(requireActor(context), { name, scopes, expiresAt }, context.requestId));
  }

  @Mutation(() => RevokeApiKeyResult, {
    description: 'For admins: the key is no good from now on. Doing it twice changes nothing.',
  })
  revokeApiKey(
    @Arg('id', () => ID, { description: 'As `apiKeys` lists it.' }) id: string,
    @Ctx() context: GraphqlContext,
  ) {
    const keyId = fromGlobalId('ApiKey', id, 'id');
    return orProblem(() => this.service.revoke(requireActor(context), keyId, context.requestId));
  }

  @FieldResolver(() => ID, { description: 'For `revokeApiKey`.' })
  id(@Root() { id }: ApiKey): string {
    return toGlobalId('ApiKey', id);
  }

  @FieldResolver(() => String, { description: 'How the key begins, to know it again by.' })
  prefix(@Root() { id }: ApiKey): string {
    return toKeyPrefix(id);
  }
}
