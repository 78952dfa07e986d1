import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { CustomerService } from '../../domain/customer/customer-service.js';
import type { OnboardingService } from '../../domain/customer/onboarding-service.js';
import type { User } from '../../domain/user/user.js';
import { PageArgs, toConnection, toPageRequest } from '../common/connection.js';
import { fromGlobalId, fromOptionalGlobalId } from '../common/global-id.js';
import { orProblem } from '../common/result-union.js';
import { type GraphqlContext, requireActor, seesStaffFields } from '../context/context.js';
import { live } from '../context/live.js';
import { MaxAgeArgs, toMaxAge } from '../context/max-age.js';
import { IdNumberScalar, IdTypeScalar } from '../scalars/token.scalars.js';
import { UserType } from '../user/user.type.js';
import { CustomerType } from './customer.type.js';
import { toCustomerView } from './customer.view.js';
import { OnboardCustomerInput } from './onboarding.input.js';
import {
  OnboardCustomerResult,
  OnboardingConnection,
  OnboardingType,
  SettleOnboardingResult,
} from './onboarding.type.js';
import { toOnboardingRequest } from './onboarding-request.js';

@Resolver(() => UserType)
export class UserCustomerResolver {
  @FieldResolver(() => CustomerType, {
    nullable: true,
    description: 'The person as a customer of the customer data platform; null when they are not one.',
  })
  async customer(
    @Root() user: User,
    @Args(() => MaxAgeArgs) args: MaxAgeArgs,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const link = await context.loaders.customerLink.load(user.id);
    context.loaders.maxAges.accept(link === null ? [] : [link], toMaxAge(args));
    const answer = link === null ? null : await context.loaders.customer.load(link);
    return answer === null
      ? null
      : toCustomerView(await live(context, info, Promise.resolve(answer)), seesStaffFields(context));
  }

  @FieldResolver(() => OnboardingType, {
    nullable: true,
    description: 'How far the user is on the way to being a customer; null when none was sent, or it was refused.',
  })
  onboarding(@Root() user: User, @Ctx() context: GraphqlContext) {
    return context.loaders.customerLink.load(user.id);
  }
}

@Resolver(() => CustomerType)
export class CustomerResolver {
  constructor(
    private readonly service: CustomerService,
    private readonly onboarding: OnboardingService,
  ) {}

  @Query(() => CustomerType, {
    nullable: true,
    description:
      'Finds a customer by identity document. Staff find anybody; a customer finds only the record that is linked to their own account.',
  })
  async findCustomer(
    @Arg('idType', () => IdTypeScalar, { description: "The platform's code for the kind of document, e.g. `4`." })
    idType: string,
    @Arg('idNumber', () => IdNumberScalar, { description: 'The number of the document.' }) idNumber: string,
    @Args(() => MaxAgeArgs) args: MaxAgeArgs,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const actor = requireActor(context);
    return toCustomerView(
      await live(
        context,
        info,
        this.service.find(actor, { idType, idNumber }, secondsToMs(toMaxAge(args)), context.call),
      ),
      seesStaffFields(context),
    );
  }

  @Mutation(() => OnboardCustomerResult, {
    description:
      'Creates the signed-in user, or for staff another one, as a customer of the platform. Cannot be undone; sent at most once for a user.',
  })
  onboardCustomer(
    @Arg('input', () => OnboardCustomerInput, { description: 'The person.' }) input: OnboardCustomerInput,
    @Arg('userId', () => ID, { nullable: true, description: 'Whom, for staff; absent: the signed-in user.' })
    userId: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const subject = fromOptionalGlobalId('User', userId, 'userId');
    const request = toOnboardingRequest(input);
    return orProblem(async () =>
      toCustomerView(await this.onboarding.onboard(actor, subject, request, context.call), seesStaffFields(context)),
    );
  }

  @Mutation(() => SettleOnboardingResult, {
    description:
      'For staff: looks up the customer of an onboarding whose outcome nobody knows, and settles it by what is found.',
  })
  settleOnboarding(
    @Arg('userId', () => ID, { description: 'Whose onboarding.' }) userId: string,
    @Arg('idType', () => IdTypeScalar, { description: "The platform's code for the kind of document, e.g. `4`." })
    idType: string,
    @Arg('idNumber', () => IdNumberScalar, { description: 'The number of a document that was sent.' })
    idNumber: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const subject = fromGlobalId('User', userId, 'userId');
    return orProblem(async () => {
      const { link, answer } = await this.onboarding.settle(actor, subject, { idType, idNumber }, context.call);
      return { onboarding: link, customer: toCustomerView(answer, true) };
    });
  }

  @Query(() => OnboardingConnection, {
    description: 'For staff: onboardings whose outcome nobody knows, waiting for `settleOnboarding`.',
  })
  async unsettledOnboardings(@Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphqlContext) {
    const request = toPageRequest(args);
    const page = await this.onboarding.listUnsettled(request);
    return toConnection(context.accesses.seePage('Customer', page), request);
  }
}

@Resolver(() => OnboardingType)
export class OnboardingUserResolver {
  @FieldResolver(() => UserType, { nullable: true, description: 'Whose it is.' })
  user(@Root() onboarding: OnboardingType, @Ctx() context: GraphqlContext) {
    return context.loaders.user.load(onboarding.userId);
  }
}

function secondsToMs(seconds: number | null): number | null {
  return seconds === null || seconds === 0 ? null : seconds * 1000;
}
