import { Field, ID, InputType } from 'type-graphql';
import type { DigilockerDocument, DigilockerFlow } from '../../domain/check/kinds/digilocker.js';
import type { LinkChannel } from '../../domain/check/kinds/kyc-link.js';
import { AadhaarNumberScalar, HttpsUrlScalar, TemplateNameScalar } from '../scalars/check.scalars.js';
import { DateScalar } from '../scalars/date.scalars.js';
import { EmailAddressScalar, PhoneScalar } from '../scalars/identifier.scalars.js';
import { FirmNameScalar } from '../scalars/text.scalars.js';
import { OtpCodeScalar } from '../scalars/token.scalars.js';
import { DigilockerDocumentEnum, DigilockerFlowEnum, LinkChannelEnum } from './check-enums.js';

@InputType('VerifyAadhaarOtpInput', { description: 'A code that the holder of an Aadhaar got.' })
export class VerifyAadhaarOtpInput {
  @Field(() => ID, { description: 'The id of the Verification of `requestAadhaarOtp`.' })
  verificationId!: string;

  @Field(() => OtpCodeScalar, { description: 'The code.' })
  code!: string;
}

@InputType('StartDigilockerInput', { description: 'What the person is asked to share from DigiLocker.' })
export class StartDigilockerInput {
  @Field(() => [DigilockerDocumentEnum], { description: 'Which documents; at least one.' })
  documents!: DigilockerDocument[];

  @Field(() => HttpsUrlScalar, { nullable: true, description: 'Where the person goes afterwards.' })
  redirectUrl?: string | null;

  @Field(() => DigilockerFlowEnum, {
    nullable: true,
    description: 'Whether they have an account; SIGN_UP when absent.',
  })
  flow?: DigilockerFlow | null;
}

@InputType('FetchDigilockerDocumentInput', { description: 'A document that was shared.' })
export class FetchDigilockerDocumentInput {
  @Field(() => ID, { description: 'The id of the Verification of `startDigilocker`.' })
  verificationId!: string;

  @Field(() => DigilockerDocumentEnum, { description: 'Which one.' })
  document!: DigilockerDocument;
}

@InputType('CheckDigilockerAccountInput', { description: 'Whose account to look for: exactly one of the two.' })
export class CheckDigilockerAccountInput {
  @Field(() => PhoneScalar, { nullable: true, description: 'A mobile number.' })
  phone?: string | null;

  @Field(() => AadhaarNumberScalar, { nullable: true, description: 'An Aadhaar number.' })
  aadhaarNumber?: string | null;
}

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

@InputType('StartReversePennyDropInput', { description: 'Whose account it is.' })
export class StartReversePennyDropInput {
  @Field(() => FirmNameScalar, { nullable: true, description: 'The name to compare with the one at the bank.' })
  name?: string | null;
}
