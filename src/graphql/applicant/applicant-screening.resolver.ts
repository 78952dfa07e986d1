import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { Applicant } from '../../domain/applicant/applicant.js';
import type { ApplicantService } from '../../domain/applicant/applicant-service.js';
import { PageArgs, toConnection, toPageRequest } from '../common/connection.js';
import { fromGlobalId } from '../common/global-id.js';
import { ProviderEventConnection, toProviderEvent } from '../common/provider-event.type.js';
import { orProblem } from '../common/result-union.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { live } from '../context/live.js';
import { ApplicantAmlType } from './aml.type.js';
import { ApplicantType } from './applicant.type.js';
import { ApplicantObservationsType } from './observations.type.js';
import { CreateVerificationLinkResult } from './verification-link.type.js';

/** Hosted pages, and what only staff are shown of an applicant. */
@Resolver(() => ApplicantType)
export class ApplicantScreeningResolver {
  constructor(private readonly service: ApplicantService) {}

  @Mutation(() => CreateVerificationLinkResult, {
    description:
      'Makes a hosted page of the provider for an applicant, in place of `uploadDocument` and `requestApplicantCheck`. The link is personal and is not kept.',
  })
  createVerificationLink(
    @Arg('applicantId', () => ID, { description: 'The id of an Applicant.' }) applicantId: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const id = fromGlobalId('Applicant', applicantId, 'applicantId');
    return orProblem(async () => {
      const { applicant, link } = await this.service.createLink(actor, id, context.call);
      context.loaders.madeLinks.set(applicant.id, link);
      return { url: link.url, customLink: link.customUrl, expiresAt: link.expiresAt, applicant };
    });
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How many checks the provider still allows; null: any number.',
  })
  checkRequestsLeft(@Root() applicant: Applicant) {
    return this.service.checksLeft(applicant);
  }

  @FieldResolver(() => ApplicantAmlType, {
    nullable: true,
    description: 'The anti-money-laundering screening. A call of its own. Staff only: null for the subject.',
  })
  async aml(@Root() applicant: Applicant, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    const { value, source } = await live(context, info, context.loaders.applicantAml.load(applicant));
    return { results: value, source };
  }

  @FieldResolver(() => ApplicantObservationsType, {
    nullable: true,
    description: 'What the provider noticed beside the result. Staff only: null for the subject.',
  })
  async observed(@Root() applicant: Applicant, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return (await live(context, info, context.loaders.applicantState.load(applicant))).value?.observed ?? null;
  }

  @FieldResolver(() => ProviderEventConnection, {
    nullable: true,
    description: 'What the provider told us about the applicant, the newest first. Staff only: null for the subject.',
  })
  async history(@Root() applicant: Applicant, @Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphqlContext) {
    const request = toPageRequest(args);
    const page = await context.loaders.providerEvents.load(
      applicant.providerId,
      applicant.providerApplicantId,
      request,
    );
    return toConnection({ ...page, items: page.items.map(toProviderEvent) }, request);
  }
}
