import { Arg, Args, Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import {
  PROVIDER_COMMAND_STATES,
  type ProviderCommand,
  type ProviderCommandState,
} from '../../domain/provider-command/provider-command.js';
import type { ProviderCommands } from '../../domain/provider-command/provider-commands.js';
import { connectionType, PageArgs, toConnection, toPageRequest } from '../common/connection.js';
import { enumType } from '../common/enums.js';
import type { GraphqlContext } from '../context/context.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { UserType } from '../user/user.type.js';

const ProviderCommandStateEnum = enumType<ProviderCommandState>(
  'ProviderCommandState',
  "What became of a staff's command to a provider.",
  PROVIDER_COMMAND_STATES,
  {
    PENDING: 'On its way; when it stays so, the gateway stopped meanwhile and nobody knows the outcome.',
    DONE: 'Carried out.',
    FAILED: 'Not carried out.',
    UNKNOWN: 'No usable answer came back: look at the provider before repeating it.',
  },
);

@ObjectType('ProviderCommand', {
  description: 'A command of a member of staff to a provider, recorded before it was sent; without what was in it.',
  simpleResolvers: true,
})
class ProviderCommandType implements Omit<ProviderCommand, 'actorUserId'> {
  @Field(() => ID, { description: 'The id of the record.' })
  id!: string;

  @Field(() => ID, { description: 'The provider.' })
  providerId!: string;

  @Field(() => String, { description: 'What was asked, e.g. `createDesign`.' })
  operation!: string;

  @Field(() => ProviderCommandStateEnum, { description: 'What became of it.' })
  state!: ProviderCommandState;

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When its outcome was recorded.' })
  finishedAt!: Date | null;
}

const ProviderCommandConnection = connectionType('ProviderCommand', () => ProviderCommandType);

@Resolver(() => ProviderCommandType)
export class ProviderCommandResolver {
  constructor(private readonly commands: ProviderCommands) {}

  @Query(() => ProviderCommandConnection, {
    description: 'For staff: the commands of admins to providers, the newest first.',
  })
  async providerCommands(
    @Arg('state', () => ProviderCommandStateEnum, { nullable: true, description: 'Only these; absent: all.' })
    state: ProviderCommandState | null | undefined,
    @Args(() => PageArgs) args: PageArgs,
  ) {
    const request = toPageRequest(args);
    return toConnection(await this.commands.list(state ?? null, request), request);
  }

  @FieldResolver(() => UserType, { nullable: true, description: 'Who gave it.' })
  actor(@Root() command: ProviderCommand, @Ctx() context: GraphqlContext) {
    return context.loaders.user.load(command.actorUserId);
  }
}
