import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { ConsentPurpose, DataItem } from '../../domain/kernel/consent-purpose.js';
import type { ReasonCode } from '../../domain/kernel/reason.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { ConsentPurposeEnum, DataItemEnum } from './consent-enums.js';
import { ReasonCodeEnum } from './reason.type.js';

@InterfaceType('Problem', {
  description: 'An expected way in which a mutation can fail. Every result union has the ones that can happen to it.',
  resolveType: (value: { readonly kind: string }) => value.kind,
})
export abstract class ProblemInterface {
  @Field(() => String, { description: 'For developers; show your own text to people.' })
  message!: string;
}

@ObjectType('FieldError', { description: 'One input that is not good.', simpleResolvers: true })
export class FieldErrorType {
  @Field(() => String, { description: "Path in the mutation's input, e.g. `bankAccounts.0.ifsc`." })
  field!: string;

  @Field(() => String, { description: 'What is asked of the field. Never repeats the value.' })
  message!: string;
}

@ObjectType('ValidationProblem', {
  implements: ProblemInterface,
  description: 'Some inputs are not good; nothing was done.',
  simpleResolvers: true,
})
export class ValidationProblem extends ProblemInterface {
  @Field(() => [FieldErrorType], { description: 'Every input that is not good.' })
  fieldErrors!: FieldErrorType[];
}

@ObjectType('InvalidCredentials', {
  implements: ProblemInterface,
  description: 'The email address or the password is wrong; it is not said which.',
  simpleResolvers: true,
})
export class InvalidCredentials extends ProblemInterface {}

@ObjectType('SessionEnded', {
  implements: ProblemInterface,
  description: 'The session has ended, or the refresh token was never good. Log in again.',
  simpleResolvers: true,
})
export class SessionEnded extends ProblemInterface {}

@ObjectType('NotFound', {
  implements: ProblemInterface,
  description: 'There is no such record, or it is not yours to see.',
  simpleResolvers: true,
})
export class NotFound extends ProblemInterface {
  @Field(() => String, { nullable: true, description: 'The input that refers to it.' })
  field!: string | null;
}

@ObjectType('Conflict', {
  implements: ProblemInterface,
  description: 'It contradicts what is already there.',
  simpleResolvers: true,
})
export class Conflict extends ProblemInterface {
  @Field(() => String, { nullable: true, description: 'The input that contradicts.' })
  field!: string | null;
}

@ObjectType('ProviderRejected', {
  implements: ProblemInterface,
  description: 'The provider answered and refused. Trying the same again does not help.',
  simpleResolvers: true,
})
export class ProviderRejected extends ProblemInterface {
  @Field(() => ID, { description: 'The provider.' })
  providerId!: string;

  @Field(() => String, { nullable: true, description: 'The input that the provider refused, where it says so.' })
  field!: string | null;

  @Field(() => ReasonCodeEnum, {
    nullable: true,
    description: 'Why, where more is known: ATTEMPTS_EXCEEDED when the provider allows no further check.',
  })
  reason?: ReasonCode | null;
}

@ObjectType('ProviderUnavailable', {
  implements: ProblemInterface,
  description: 'The provider gave no usable answer.',
  simpleResolvers: true,
})
export class ProviderUnavailable extends ProblemInterface {
  @Field(() => ID, { description: 'The provider.' })
  providerId!: string;

  @Field(() => String, { description: 'One of the PROVIDER_* codes of the API.' })
  providerErrorCode!: string;

  @Field(() => Boolean, { description: 'Whether trying again later may help and can do no harm.' })
  retryable!: boolean;

  @Field(() => Int, {
    nullable: true,
    description:
      'How long the provider asks callers to wait, in seconds; a minute where it limits the rate of calls without saying how long.',
  })
  retryAfter!: number | null;

  @Field(() => Boolean, {
    description:
      'True when the provider may have carried the call out although no answer came back: do not simply repeat it.',
  })
  outcomeUnknown!: boolean;
}

@ObjectType('ConsentRequired', {
  implements: ProblemInterface,
  description:
    'The person has not agreed to it, or not to the current notice, or has withdrawn. Nobody was asked anything: show `consentNotice` and send the answer with `giveConsent`.',
  simpleResolvers: true,
})
export class ConsentRequired extends ProblemInterface {
  @Field(() => ConsentPurposeEnum, { description: 'What the consent must be for.' })
  purpose!: ConsentPurpose;

  @Field(() => Int, { description: 'The version of the current notice.' })
  noticeVersion!: number;

  @Field(() => [DataItemEnum], { description: 'The kinds of data that it must cover at least.' })
  items!: readonly DataItem[];
}

@ObjectType('RateLimited', {
  implements: ProblemInterface,
  description: 'Too many calls in too short a time.',
  simpleResolvers: true,
})
export class RateLimited extends ProblemInterface {
  @Field(() => DateTimeScalar, { nullable: true, description: 'When calls are welcome again.' })
  resetAt!: Date | null;
}

@ObjectType('Blocked', {
  implements: ProblemInterface,
  description: 'It may not be done now, whatever the input.',
  simpleResolvers: true,
})
export class Blocked extends ProblemInterface {}
