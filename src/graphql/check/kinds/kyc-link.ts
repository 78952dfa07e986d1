import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { LINK_CHANNELS, type LinkChannel } from '../../../domain/check/kinds/kyc-link.js';
import { SIGNED_IN } from '../../access/access-rule.js';
import { enumType } from '../../common/enums.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { TemplateNameScalar } from '../../scalars/check.scalars.js';
import { DateScalar } from '../../scalars/date.scalars.js';
import { EmailAddressScalar, PhoneScalar } from '../../scalars/identifier.scalars.js';
import { FirmNameScalar } from '../../scalars/text.scalars.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

const LinkChannelEnum = enumType<LinkChannel>('LinkChannel', 'How a link is sent.', LINK_CHANNELS, {
  SMS: 'As a text message.',
  EMAIL: 'As an email.',
  WHATSAPP: 'As a WhatsApp message.',
});

@InputType('CreateKycLinkInput', { description: 'A form for a person to fill in.' })
export class CreateKycLinkInput {
  @Field(() => PhoneScalar, { description: 'Their mobile number.' })
  phone!: string;

  @Field(() => TemplateNameScalar, { description: 'The template of the form, as made in the account at the provider.' })
  templateName!: string;

  @Field(() => FirmNameScalar, { nullable: true, description: 'Their name.' })
  name?: string | null;

  @Field(() => EmailAddressScalar, { nullable: true, description: 'Their email address.' })
  email?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day on which the link works.' })
  expiresOn?: string | null;

  @Field(() => [LinkChannelEnum], {
    nullable: true,
    description: 'How the provider sends the link to them; not at all when absent.',
  })
  notifyBy?: LinkChannel[] | null;
}

const CreateKycLinkResult = checkResult('CreateKycLinkResult');

@Resolver()
class KycLinkResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => CreateKycLinkResult, {
    description:
      'Makes a form at the provider for a person to fill in: `nextAction` is the page to open. Costs money; sent once.',
  })
  createKycLink(
    @Arg('input', () => CreateKycLinkInput, { description: 'The form.' }) input: CreateKycLinkInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () => this.service.check(actor, 'KYC_LINK', toForm(input), context.call));
  }
}

export const kycLinkApi = defineCheckApi(KycLinkResolver, { createKycLink: SIGNED_IN });

function toForm(input: CreateKycLinkInput) {
  const { phone, templateName, name = null, email = null, expiresOn = null } = input;
  return { phone, templateName, name, email, expiresOn, notifyBy: [...new Set(input.notifyBy ?? [])] };
}
