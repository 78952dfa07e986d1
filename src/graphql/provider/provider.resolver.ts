import { Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Capability } from '../../domain/provider/capability.js';
import type { CircuitState, HealthState } from '../../domain/provider/kyc-provider.js';
import type { ProviderDirectory } from '../../domain/provider/provider-directory.js';
import { CapabilityEnum, CircuitStateEnum, HealthStateEnum } from '../common/enums.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';

@ObjectType('RateLimit', {
  description: 'How many more calls a provider takes, as its latest answer said.',
  simpleResolvers: true,
})
class RateLimitType {
  @Field(() => Int, { nullable: true, description: 'Calls in a window.' })
  limit!: number | null;

  @Field(() => Int, { nullable: true, description: 'Calls left in the window.' })
  remaining!: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the window ends.' })
  resetAt!: Date | null;
}

@ObjectType('Provider', { description: 'A KYC provider as this gateway sees it.', simpleResolvers: true })
class ProviderType {
  @Field(() => ID, { description: 'e.g. `crego`.' })
  id!: string;

  @Field(() => String, { description: 'A name for people.' })
  displayName!: string;

  @Field(() => [CapabilityEnum], { description: 'What it can do.' })
  capabilities!: Capability[];

  @Field(() => Boolean, { description: 'True when a local simulator answers in its place.' })
  simulated!: boolean;

  @Field(() => HealthStateEnum, { description: 'How it has been answering.' })
  health!: HealthState;

  @Field(() => CircuitStateEnum, { description: 'Whether calls are let through.' })
  circuit!: CircuitState;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it last answered.' })
  lastSuccessAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it last failed.' })
  lastFailureAt!: Date | null;

  @Field(() => RateLimitType, {
    nullable: true,
    description: 'How many more calls it takes; null when it does not say.',
  })
  rateLimit!: RateLimitType | null;
}

@Resolver(() => ProviderType)
export class ProviderResolver {
  constructor(private readonly directory: ProviderDirectory) {}

  @Query(() => [ProviderType], { description: 'The configured providers and how they are. Asks none of them.' })
  providers(): ProviderType[] {
    return this.directory.list().map((provider) => ({
      id: provider.id,
      displayName: provider.displayName,
      capabilities: Object.keys(provider.ports) as Capability[],
      simulated: provider.simulated,
      ...provider.state(),
    }));
  }
}
