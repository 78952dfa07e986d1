import { createUnionType, Field, ID, Int, ObjectType } from 'type-graphql';
import { currentVersion } from '../../domain/consent/notices.js';
import type { ConsentPurpose } from '../../domain/kernel/consent-purpose.js';
import type { OtpChannel } from '../../domain/provider/otp-port.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { ConsentPurposeEnum } from './consent-enums.js';
import { OtpChannelEnum } from './enums.js';

@ObjectType('FillForm', {
  description: 'Fill in the form of the current node and send it with `executeRunner`.',
  simpleResolvers: true,
})
export class FillForm {
  readonly kind = 'FillForm';

  @Field(() => String, { description: 'The node whose form it is: see `currentNode.forms`.' })
  node!: string;
}

@ObjectType('UploadDocument', { description: 'Upload a document with `uploadDocument`.', simpleResolvers: true })
export class UploadDocument {
  readonly kind = 'UploadDocument';

  @Field(() => ID, { nullable: true, description: 'The applicant that it is for, as `applicantId`.' })
  applicantId!: string | null;
}

@ObjectType('TakeLivePhoto', {
  description: 'Take a new photo of the face and upload it as SELFIE.',
  simpleResolvers: true,
})
export class TakeLivePhoto {
  readonly kind = 'TakeLivePhoto';

  @Field(() => ID, { nullable: true, description: 'The applicant that it is for, as `applicantId`.' })
  applicantId!: string | null;
}

@ObjectType('EnterOtp', {
  description: 'Ask for a code with `requestOtp` and send it back with `verifyOtp`.',
  simpleResolvers: true,
})
export class EnterOtp {
  readonly kind = 'EnterOtp';

  @Field(() => OtpChannelEnum, { description: 'Where the code goes.' })
  channel!: OtpChannel;
}

@ObjectType('EnterAadhaarOtp', {
  description: 'Send the code that came by SMS with `verifyAadhaarOtp`.',
  simpleResolvers: true,
})
export class EnterAadhaarOtp {
  readonly kind = 'EnterAadhaarOtp';

  @Field(() => ID, { description: 'The check that the code is for, as `verificationId`.' })
  verificationId!: string;
}

@ObjectType('GiveConsent', {
  description: 'Show `consentNotice` and send the answer with `giveConsent`; the provider is not asked until then.',
  simpleResolvers: true,
})
export class GiveConsent {
  readonly kind = 'GiveConsent';

  @Field(() => ConsentPurposeEnum, { description: 'What the consent is for.' })
  purpose!: ConsentPurpose;

  @Field(() => Int, { description: 'The version of the current notice.' })
  noticeVersion!: number;
}

@ObjectType('OpenUrl', {
  description: 'Open a hosted page of the provider. Whoever has the address can act there as the person.',
  simpleResolvers: true,
})
export class OpenUrl {
  readonly kind = 'OpenUrl';

  @Field(() => String, { description: 'The page. Whoever has it can act as the person: show it to nobody else.' })
  url!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when it works; null: the provider does not say.' })
  expiresAt!: Date | null;
}

@ObjectType('Wait', { description: 'Nothing to do but wait and look again.', simpleResolvers: true })
export class Wait {
  readonly kind = 'Wait';

  @Field(() => String, { description: 'Who is waited for: PROVIDER or REVIEWER.' })
  waitingOn!: 'PROVIDER' | 'REVIEWER';
}

@ObjectType('NoAction', { description: 'Nothing is left to do.', simpleResolvers: true })
export class NoAction {
  readonly kind = 'NoAction';

  @Field(() => Boolean, { description: 'Always true.' })
  done!: boolean;
}

export type NextAction =
  | FillForm
  | UploadDocument
  | TakeLivePhoto
  | EnterOtp
  | EnterAadhaarOtp
  | GiveConsent
  | OpenUrl
  | Wait
  | NoAction;

export const NextActionUnion = createUnionType({
  name: 'NextAction',
  description: 'What the person must do now.',
  types: () =>
    [FillForm, UploadDocument, TakeLivePhoto, EnterOtp, EnterAadhaarOtp, GiveConsent, OpenUrl, Wait, NoAction] as const,
  resolveType: (value: NextAction) => value.kind,
});

export const NO_ACTION: NoAction = { kind: 'NoAction', done: true };

export function askForConsent(purpose: ConsentPurpose): GiveConsent {
  return { kind: 'GiveConsent', purpose, noticeVersion: currentVersion(purpose) };
}

export function waitFor(waitingOn: Wait['waitingOn']): Wait {
  return { kind: 'Wait', waitingOn };
}
