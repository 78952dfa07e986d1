import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { CustomerService, OnboardCustomerRequest } from '../../domain/customer/customer-service.js';
import type { User } from '../../domain/user/user.js';
import { fromOptionalGlobalId } from '../common/global-id.js';
import { live } from '../common/live.js';
import { MaxAgeArgs, toMaxAge } from '../common/max-age.js';
import { orProblem } from '../common/result-union.js';
import { type GraphqlContext, requireActor, seesStaffFields } from '../context.js';
import { IdNumberScalar, IdTypeScalar } from '../scalars/token.scalars.js';
import { UserType } from '../user/user.type.js';
import { CustomerType, OnboardCustomerInput, OnboardCustomerResult } from './customer.type.js';
import { toCustomerView } from './customer.view.js';

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
}

@Resolver(() => CustomerType)
export class CustomerResolver {
  constructor(private readonly service: CustomerService) {}

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
      'Creates the signed-in user as a customer of the platform. Cannot be undone; sent at most once for a user.',
  })
  onboardCustomer(
    @Arg('input', () => OnboardCustomerInput, { description: 'The person.' }) input: OnboardCustomerInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const request = toRequest(input);
    return orProblem(async () =>
      toCustomerView(await this.service.onboard(actor, request, context.call), seesStaffFields(context)),
    );
  }
}

function toRequest(input: OnboardCustomerInput): OnboardCustomerRequest {
  return {
    ...input,
    middleName: input.middleName ?? null,
    countryOfBirth: input.countryOfBirth ?? null,
    placeOfBirth: input.placeOfBirth ?? null,
    occupationId: input.occupationId ?? null,
    addresses: input.addresses.map(
      ({ street = null, landmark = null, district = null, state = null, postalCode = null, ...rest }) => ({
        ...rest,
        street,
        landmark,
        district,
        state,
        postalCode,
      }),
    ),
    idDocuments: input.idDocuments.map(({ nameAsPerId = null, issuedOn = null, expiresOn = null, ...rest }, index) => ({
      ...rest,
      nameAsPerId,
      issuedOn,
      expiresOn,
      frontDocumentId: fromOptionalGlobalId(
        'Document',
        rest.frontDocumentId,
        `input.idDocuments.${index}.frontDocumentId`,
      ),
      backDocumentId: fromOptionalGlobalId(
        'Document',
        rest.backDocumentId,
        `input.idDocuments.${index}.backDocumentId`,
      ),
    })),
    photoDocumentId: fromOptionalGlobalId('Document', input.photoDocumentId, 'input.photoDocumentId'),
  };
}

function secondsToMs(seconds: number | null): number | null {
  return seconds === null || seconds === 0 ? null : seconds * 1000;
}
