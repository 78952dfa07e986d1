import { Field, ID, ObjectType } from 'type-graphql';
import { type CustomerLink, LINK_STATES, type LinkState } from '../../domain/customer/customer-link.js';
import { connectionType } from '../common/connection.js';
import { CUSTOMER_PROBLEMS } from '../common/customer-problem.types.js';
import { enumType } from '../common/enums.js';
import { PROVIDER_PROBLEMS, resultUnion } from '../common/result-union.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { CustomerType } from './customer.type.js';

export const OnboardingStateEnum = enumType<LinkState>(
  'OnboardingState',
  'How far a user is on the way to being a customer of the platform.',
  LINK_STATES,
  {
    PENDING: 'It was sent; the answer is awaited.',
    LINKED: 'The user is a customer.',
    FAILED: 'The platform refused; another one may be sent.',
    UNKNOWN: 'No answer came back, so the customer may exist; nothing more is sent until a member of staff has looked.',
  },
);

@ObjectType('Onboarding', {
  description: 'What is known here about making a user a customer of the platform.',
  simpleResolvers: true,
})
export class OnboardingType implements Pick<CustomerLink, 'providerId' | 'state' | 'createdAt' | 'updatedAt'> {
  @Field(() => ID, { description: 'The platform.' })
  providerId!: string;

  @Field(() => OnboardingStateEnum, { description: 'How far it is.' })
  state!: LinkState;

  @Field(() => DateTimeScalar, { description: 'When it was sent.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When its state last changed.' })
  updatedAt!: Date;

  /** Of the user, for the field `user`. */
  userId!: string;
}

@ObjectType('SettledOnboarding', {
  description: 'An onboarding of unknown outcome after a look-up.',
  simpleResolvers: true,
})
export class SettledOnboardingType {
  @Field(() => OnboardingType, {
    description: 'LINKED when the customer was found, FAILED when the platform does not know one, otherwise as it was.',
  })
  onboarding!: OnboardingType;

  @Field(() => CustomerType, { description: 'What the look-up found.' })
  customer!: CustomerType;
}

export const OnboardingConnection = connectionType('Onboarding', () => OnboardingType);

export const OnboardCustomerResult = resultUnion('OnboardCustomerResult', 'Customer', () => CustomerType, [
  'ValidationProblem',
  ...PROVIDER_PROBLEMS,
  ...CUSTOMER_PROBLEMS,
]);

export const SettleOnboardingResult = resultUnion(
  'SettleOnboardingResult',
  'SettledOnboarding',
  () => SettledOnboardingType,
  ['ValidationProblem', ...PROVIDER_PROBLEMS],
);
