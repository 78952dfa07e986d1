import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { stateOf } from '../../domain/consent/consent-gate.js';
import { maskDate, maskEmail, maskPhone } from '../../domain/identifier/mask.js';
import { isService, maySee } from '../../domain/kernel/actor.js';
import { ApiError } from '../../domain/kernel/api-error.js';
import { summarise } from '../../domain/kyc/kyc-summary.js';
import type { ProfileService } from '../../domain/profile/profile-service.js';
import { collectFacts, type FactName } from '../../domain/user/facts.js';
import type { User } from '../../domain/user/user.js';
import type { UserRepository } from '../../domain/user/user-repository.js';
import { NODE_SCOPES } from '../access/root-rules.js';
import { PageArgs, toConnection, toPageRequest } from '../common/connection.js';
import { fromGlobalId, toGlobalId } from '../common/global-id.js';
import { askForConsent, type NextAction, NextActionUnion, NO_ACTION } from '../common/next-action.union.js';
import { orProblem } from '../common/result-union.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { live } from '../context/live.js';
import { UpdateProfileInput } from './profile.input.js';
import { ProfileType } from './profile.types.js';
import { toProfileView } from './profile.view.js';
import { toProfileChanges } from './profile-changes.js';
import { FactType, KycSummaryType, UpdateProfileResult, UserConnection, UserType } from './user.type.js';
import { UserFilterInput } from './user-admin.type.js';

/** Whatever else is needed is asked for where it is: nothing begins without this one. */
const FIRST_PURPOSE = 'IDENTITY_VERIFICATION';

/** Facts and summary look at the newest records only. */
const NEWEST = { first: 20, after: null };

@Resolver(() => UserType)
export class UserResolver {
  constructor(
    private readonly repository: UserRepository,
    private readonly profiles: ProfileService,
  ) {}

  @Query(() => UserType, {
    nullable: true,
    description: 'The signed-in user; null for an anonymous request, and for a program.',
  })
  me(@Ctx() context: GraphqlContext) {
    const { actor } = context;
    return actor === null || isService(actor) ? null : context.loaders.user.load(actor.userId);
  }

  @Query(() => UserType, { nullable: true, description: 'One user. Customers may read themselves, staff everybody.' })
  async user(
    @Arg('id', () => ID, { description: 'The id of a User.' }) globalId: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const id = fromGlobalId('User', globalId, 'id');
    const user = maySee(actor, id, NODE_SCOPES.User) ? await context.loaders.user.load(id) : null;
    if (user === null) throw new ApiError('NOT_FOUND', 'There is no such user, or it is not yours to see.', 'id');
    return user;
  }

  @Query(() => UserConnection, {
    description: 'Users, the newest first. For staff, and for programs that may read users.',
  })
  async users(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => UserFilterInput, { nullable: true, description: 'Which; absent: all.' })
    filter: UserFilterInput | null | undefined,
    @Ctx() context: GraphqlContext,
  ) {
    const request = toPageRequest(args);
    const page = await this.repository.list(request, filter ?? {});
    context.accesses.seePeople('User', page.items);
    return toConnection(page, request);
  }

  @Mutation(() => UpdateProfileResult, { description: 'Changes the profile of the signed-in user.' })
  updateProfile(
    @Arg('input', () => UpdateProfileInput, { description: 'What to change.' }) input: UpdateProfileInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const changes = toProfileChanges(input);
    return orProblem(async () => {
      await this.profiles.update(actor, changes, context.call);
      context.loaders.profile.clear(actor.userId);
      return (
        (await context.loaders.user.load(actor.userId)) ?? Promise.reject(new Error('The signed-in user is gone.'))
      );
    });
  }

  @FieldResolver(() => ID, { description: 'Opaque; unique over all types.' })
  id(@Root() user: User) {
    return toGlobalId('User', user.id);
  }

  @FieldResolver(() => String, { description: 'The address to log in with; masked for everybody but the person.' })
  email(@Root() user: User, @Ctx() { actor }: GraphqlContext) {
    // Whoever is not logged in has just typed it, to register or to log in.
    return actor === null || actor.userId === user.id ? user.email : maskEmail(user.email);
  }

  @FieldResolver(() => String, { description: 'The mobile number, masked, e.g. `+91XXXXXX0001`.' })
  mobile(@Root() user: User) {
    return maskPhone(user.mobile);
  }

  @FieldResolver(() => ProfileType, { description: 'What the person told us about themselves.' })
  async profile(@Root() user: User, @Ctx() context: GraphqlContext) {
    return toProfileView(await context.loaders.profile.load(user.id));
  }

  @FieldResolver(() => KycSummaryType, { description: 'How far the KYC of the person has come.' })
  async kyc(@Root() user: User, @Ctx() { loaders }: GraphqlContext) {
    const [profile, applicants, verifications] = await Promise.all([
      loaders.profile.load(user.id),
      loaders.applicants.load(user.id, NEWEST),
      loaders.verifications.load(user.id, NEWEST),
    ]);
    return summarise(profile, applicants.items, verifications.items);
  }

  @FieldResolver(() => [FactType], {
    description: 'Name, date of birth, address … side by side from every source, with conflicts. Asks the providers.',
  })
  async facts(@Root() user: User, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    const { loaders } = context;
    const [profile, applicants, link] = await Promise.all([
      loaders.profile.load(user.id),
      loaders.applicants.load(user.id, NEWEST),
      loaders.customerLink.load(user.id),
    ]);
    const [states, answer] = await Promise.all([
      Promise.all(applicants.items.map((applicant) => live(context, info, loaders.applicantState.load(applicant)))),
      link === null ? null : loaders.customer.load(link),
    ]);
    if (answer !== null) await live(context, info, Promise.resolve(answer));
    const extracted = states.flatMap(({ value, source }) =>
      value?.extracted == null ? [] : [{ source, data: value.extracted }],
    );
    const record = answer?.value?.customer ?? null;
    const customer = answer === null || record === null ? null : { source: answer.source, record };
    return collectFacts({ user, profile, extracted, customer }).map(masked);
  }

  @FieldResolver(() => NextActionUnion, { description: 'What the person must do now about the account itself.' })
  async nextAction(@Root() user: User, @Ctx() context: GraphqlContext): Promise<NextAction> {
    if (user.mobileVerifiedAt === null) return { kind: 'EnterOtp', channel: 'SMS' };
    const state = stateOf((await context.loaders.standing(user.id)).get(FIRST_PURPOSE));
    return state === 'NONE' || state === 'OUTDATED' ? askForConsent(FIRST_PURPOSE) : NO_ACTION;
  }
}

const MASKS: Readonly<Partial<Record<FactName, (value: string) => string>>> = {
  EMAIL: maskEmail,
  MOBILE: maskPhone,
  DATE_OF_BIRTH: maskDate,
};

function masked(fact: ReturnType<typeof collectFacts>[number]): FactType {
  const mask = MASKS[fact.name] ?? ((value: string) => value);
  return { ...fact, values: fact.values.map((entry) => ({ ...entry, value: mask(entry.value) })) };
}
