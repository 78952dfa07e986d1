import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Field, ID, Info, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import {
  PROVIDER_SESSION_STATES,
  type ProviderSessionService,
  type ProviderSessionState,
} from '../../domain/provider-session/provider-session-service.js';
import { enumType } from '../common/enums.js';
import { orProblem, PROVIDER_PROBLEMS, resultUnion } from '../common/result-union.js';
import { SourceType } from '../common/source.type.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { noteFailure } from '../context/live.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { AuthorizationCodeScalar } from '../scalars/token.scalars.js';

const ProviderSessionStateEnum = enumType<ProviderSessionState>(
  'ProviderSessionState',
  "How a customer's own session with a provider is.",
  PROVIDER_SESSION_STATES,
  {
    NONE: 'There is none: calls are made as the gateway. `verifyOtp` opens one.',
    ALIVE: 'The provider accepts it: calls are made in the name of the customer.',
    ENDED: 'The provider no longer accepts it: renew it, or sign in with a code again.',
    UNKNOWN: 'The provider could not be asked.',
  },
);

@ObjectType('ProviderSession', {
  description: "The signed-in customer's own session with a provider. Its tokens stay inside the gateway.",
  simpleResolvers: true,
})
class ProviderSessionType {
  @Field(() => ID, { description: 'The provider.' })
  providerId!: string;

  @Field(() => ProviderSessionStateEnum, { description: 'How it is.' })
  state!: ProviderSessionState;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ends; null: the provider does not say.' })
  expiresAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether `refreshProviderSession` can prolong it.' })
  renewable!: boolean;

  @Field(() => SourceType, { nullable: true, description: 'Of `state`; null when the provider was not asked.' })
  source!: SourceType | null;
}

@InputType('ExchangeProviderCodeInput', { description: 'A code that a provider gave to the person.' })
class ExchangeProviderCodeInput {
  @Field(() => AuthorizationCodeScalar, { description: 'The code. It works once.' })
  code!: string;
}

const RefreshProviderSessionResult = resultUnion(
  'RefreshProviderSessionResult',
  'ProviderSession',
  () => ProviderSessionType,
  PROVIDER_PROBLEMS,
);
const ExchangeProviderCodeResult = resultUnion(
  'ExchangeProviderCodeResult',
  'ProviderSession',
  () => ProviderSessionType,
  PROVIDER_PROBLEMS,
);

@Resolver()
export class ProviderSessionResolver {
  constructor(private readonly service: ProviderSessionService) {}

  @Query(() => ProviderSessionType, {
    description: "The signed-in customer's own session with the workflow provider, as the provider sees it now.",
  })
  async providerSession(@Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    const session = await this.service.read(requireActor(context), context.call);
    noteFailure(context, info, session.source);
    return session;
  }

  @Mutation(() => RefreshProviderSessionResult, {
    description: "Prolongs the signed-in customer's own session with the workflow provider. Calls do so by themselves.",
  })
  refreshProviderSession(@Ctx() context: GraphqlContext) {
    const actor = requireActor(context);
    return orProblem(() => this.service.refresh(actor));
  }

  @Mutation(() => ExchangeProviderCodeResult, {
    description: 'Opens a session with the workflow provider by a code that it gave to the person. Sent once.',
  })
  exchangeProviderCode(
    @Arg('input', () => ExchangeProviderCodeInput, { description: 'The code.' }) input: ExchangeProviderCodeInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return orProblem(() => this.service.exchange(actor, input.code, context.call));
  }
}
