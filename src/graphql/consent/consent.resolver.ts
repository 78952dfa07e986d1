import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { ConsentLanguage } from '../../domain/consent/consent.js';
import type { ConsentService } from '../../domain/consent/consent-service.js';
import { currentNotice } from '../../domain/consent/notices.js';
import { CONSENT_PURPOSES, type ConsentPurpose } from '../../domain/kernel/consent-purpose.js';
import type { User } from '../../domain/user/user.js';
import { PageArgs, toConnection, toPageRequest } from '../common/connection.js';
import { ConsentLanguageEnum, ConsentPurposeEnum } from '../common/consent-enums.js';
import { orProblem } from '../common/result-union.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { UserType } from '../user/user.type.js';
import {
  ConsentNoticeType,
  ConsentStepConnection,
  ConsentType,
  DisclosureConnection,
  GiveConsentInput,
  GiveConsentResult,
  toNewConsent,
} from './consent.type.js';
import { toConsentView } from './consent.view.js';

@Resolver(() => ConsentType)
export class ConsentResolver {
  constructor(private readonly service: ConsentService) {}

  @Query(() => ConsentNoticeType, { description: 'The current notice to show before asking for a consent.' })
  consentNotice(
    @Arg('purpose', () => ConsentPurposeEnum, { description: 'What the consent is for.' }) purpose: ConsentPurpose,
    @Arg('language', () => ConsentLanguageEnum, { defaultValue: 'EN', description: 'The language of the text.' })
    language: ConsentLanguage,
  ) {
    return currentNotice(purpose, language);
  }

  @Mutation(() => GiveConsentResult, {
    description:
      'Keeps that the signed-in user agrees to one purpose, as it was put to them. Whatever gives data of theirs to a provider needs it first.',
  })
  giveConsent(
    @Arg('input', () => GiveConsentInput, { description: 'What was agreed to.' }) input: GiveConsentInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return orProblem(async () =>
      toConsentView(input.purpose, await this.service.give(actor, toNewConsent(input), context.call)),
    );
  }

  @Mutation(() => ConsentType, {
    description:
      'Takes back a consent of the signed-in user, at once: nothing more is given to providers for this purpose, and they are not asked again about what they have. Doing it twice changes nothing.',
  })
  async withdrawConsent(
    @Arg('purpose', () => ConsentPurposeEnum, { description: 'The purpose.' }) purpose: ConsentPurpose,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return toConsentView(purpose, await this.service.withdraw(actor, purpose, context.call));
  }
}

@Resolver(() => UserType)
export class UserConsentsResolver {
  @FieldResolver(() => [ConsentType], { description: 'How the person stands to each purpose.' })
  async consents(@Root() user: User, @Ctx() context: GraphqlContext) {
    const standing = await context.loaders.standing(user.id);
    return CONSENT_PURPOSES.map((purpose) => toConsentView(purpose, standing.get(purpose)));
  }

  @FieldResolver(() => ConsentStepConnection, { description: 'Every consent given and withdrawn.' })
  async consentHistory(@Root() user: User, @Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphqlContext) {
    const request = toPageRequest(args);
    return toConnection(await context.loaders.consentHistory.load(user.id, request), request);
  }

  @FieldResolver(() => DisclosureConnection, { description: 'Which data of the person went to which provider.' })
  async disclosures(@Root() user: User, @Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphqlContext) {
    const request = toPageRequest(args);
    return toConnection(await context.loaders.disclosures.load(user.id, request), request);
  }
}
