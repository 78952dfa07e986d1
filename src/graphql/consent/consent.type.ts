import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { ConsentAction, ConsentChannel, ConsentLanguage, ConsentState } from '../../domain/consent/consent.js';
import type { NewConsent } from '../../domain/consent/consent-service.js';
import type { DisclosurePurpose } from '../../domain/consent/disclosure.js';
import type { ConsentPurpose, DataItem } from '../../domain/kernel/consent-purpose.js';
import { connectionType } from '../common/connection.js';
import {
  ConsentActionEnum,
  ConsentChannelEnum,
  ConsentLanguageEnum,
  ConsentPurposeEnum,
  ConsentStateEnum,
  DataItemEnum,
  DisclosurePurposeEnum,
} from '../common/consent-enums.js';
import { resultUnion } from '../common/result-union.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';

@ObjectType('ConsentNotice', { description: 'What a person is shown before they agree.', simpleResolvers: true })
export class ConsentNoticeType {
  @Field(() => ConsentPurposeEnum, { description: 'What it is about.' })
  purpose!: ConsentPurpose;

  @Field(() => Int, { description: 'Send it with `giveConsent`, so that it is known what was agreed to.' })
  version!: number;

  @Field(() => ConsentLanguageEnum, { description: 'The language of the text.' })
  language!: ConsentLanguage;

  @Field(() => String, { description: 'The text to show.' })
  text!: string;

  @Field(() => [DataItemEnum], { description: 'The kinds of data that would be given to providers.' })
  items!: readonly DataItem[];
}

@ObjectType('Consent', { description: 'How a person stands to one purpose.', simpleResolvers: true })
export class ConsentType {
  @Field(() => ConsentPurposeEnum, { description: 'The purpose.' })
  purpose!: ConsentPurpose;

  @Field(() => ConsentStateEnum, { description: 'Whether it counts.' })
  state!: ConsentState;

  @Field(() => Int, { nullable: true, description: 'The notice agreed to; null when nothing is agreed to.' })
  noticeVersion!: number | null;

  @Field(() => Int, { description: 'The current notice.' })
  currentNoticeVersion!: number;

  @Field(() => ConsentLanguageEnum, { nullable: true, description: 'The language in which the person was asked.' })
  language!: ConsentLanguage | null;

  @Field(() => [DataItemEnum], { description: 'The kinds of data agreed to.' })
  items!: readonly DataItem[];

  @Field(() => ConsentChannelEnum, { nullable: true, description: 'Where the person was asked.' })
  channel!: ConsentChannel | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when; null for NONE.' })
  since!: Date | null;
}

@ObjectType('ConsentStep', {
  description: 'One step in the history of a person’s consents; steps are never changed.',
  simpleResolvers: true,
})
export class ConsentStepType {
  @Field(() => ConsentPurposeEnum, { description: 'The purpose.' })
  purpose!: ConsentPurpose;

  @Field(() => ConsentActionEnum, { description: 'What the person did.' })
  action!: ConsentAction;

  @Field(() => Int, { nullable: true, description: 'The notice that was shown; null for a withdrawal.' })
  noticeVersion!: number | null;

  @Field(() => ConsentLanguageEnum, { nullable: true, description: 'Its language.' })
  language!: ConsentLanguage | null;

  @Field(() => [DataItemEnum], { description: 'The kinds of data agreed to.' })
  items!: readonly DataItem[];

  @Field(() => ConsentChannelEnum, { nullable: true, description: 'Where the person was asked.' })
  channel!: ConsentChannel | null;

  @Field(() => DateTimeScalar, { description: 'When.' })
  createdAt!: Date;
}

@ObjectType('Disclosure', {
  description: 'Data of a person given to a provider; written before the provider was called.',
  simpleResolvers: true,
})
export class DisclosureType {
  @Field(() => ID, { description: 'To whom.' })
  providerId!: string;

  @Field(() => DisclosurePurposeEnum, { description: 'What for.' })
  purpose!: DisclosurePurpose;

  @Field(() => [DataItemEnum], { description: 'The kinds of data.' })
  items!: readonly DataItem[];

  @Field(() => String, { nullable: true, description: 'The request that made it happen, as in `x-request-id`.' })
  requestId!: string | null;

  @Field(() => DateTimeScalar, { description: 'When.' })
  createdAt!: Date;
}

@InputType('GiveConsentInput', { description: 'What a person agreed to, and how they were asked.' })
export class GiveConsentInput {
  @Field(() => ConsentPurposeEnum, { description: 'The purpose.' })
  purpose!: ConsentPurpose;

  @Field(() => Int, { description: 'The version of the notice that was shown: it must be the current one.' })
  noticeVersion!: number;

  @Field(() => ConsentLanguageEnum, { description: 'The language in which it was shown.' })
  language!: ConsentLanguage;

  @Field(() => [DataItemEnum], {
    nullable: true,
    description: 'The kinds of data agreed to, some of those of the notice; absent: all of them.',
  })
  items?: DataItem[] | null;

  @Field(() => ConsentChannelEnum, { description: 'Where the person was asked.' })
  channel!: ConsentChannel;
}

export function toNewConsent({ items = null, ...input }: GiveConsentInput): NewConsent {
  return { ...input, items };
}

export const ConsentStepConnection = connectionType('ConsentStep', () => ConsentStepType);
export const DisclosureConnection = connectionType('Disclosure', () => DisclosureType);
export const GiveConsentResult = resultUnion('GiveConsentResult', 'Consent', () => ConsentType, ['ValidationProblem']);
