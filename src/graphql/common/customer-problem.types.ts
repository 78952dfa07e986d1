import { Field, ID, ObjectType } from 'type-graphql';
import { ProblemInterface } from './problem.types.js';

const PROVIDER = { description: 'The customer data platform.' };
const FIELD = {
  nullable: true,
  description: 'The input, e.g. `occupationId`; without its place in a list. Null when the platform does not say.',
};

@ObjectType('CustomerBlocked', {
  implements: ProblemInterface,
  description: 'The platform blocks this customer; nothing was created.',
  simpleResolvers: true,
})
export class CustomerBlocked extends ProblemInterface {
  @Field(() => ID, PROVIDER)
  providerId!: string;
}

@ObjectType('CustomerUnderInvestigation', {
  implements: ProblemInterface,
  description:
    'The platform has this customer under compliance investigation; nothing was created. Only for staff who onboard somebody else: the subject is answered `CustomerInReview`.',
  simpleResolvers: true,
})
export class CustomerUnderInvestigation extends ProblemInterface {
  @Field(() => ID, PROVIDER)
  providerId!: string;
}

@ObjectType('CustomerInReview', {
  implements: ProblemInterface,
  description: 'The customer cannot be onboarded now; nothing was created.',
  simpleResolvers: true,
})
export class CustomerInReview extends ProblemInterface {
  @Field(() => ID, PROVIDER)
  providerId!: string;
}

@ObjectType('CustomerUpdateFailed', {
  implements: ProblemInterface,
  description: 'The platform knows the customer already and could not change the record.',
  simpleResolvers: true,
})
export class CustomerUpdateFailed extends ProblemInterface {
  @Field(() => ID, PROVIDER)
  providerId!: string;
}

@ObjectType('CustomerNotSubscribed', {
  implements: ProblemInterface,
  description: 'The platform knows the customer, but not, or not yet, as subscribed to this service.',
  simpleResolvers: true,
})
export class CustomerNotSubscribed extends ProblemInterface {
  @Field(() => ID, PROVIDER)
  providerId!: string;
}

@ObjectType('InvalidMasterData', {
  implements: ProblemInterface,
  description: "A code is not in the platform's master data; nothing was created.",
  simpleResolvers: true,
})
export class InvalidMasterData extends ProblemInterface {
  @Field(() => ID, PROVIDER)
  providerId!: string;

  @Field(() => String, FIELD)
  field!: string | null;
}

@ObjectType('MandatoryFieldMissing', {
  implements: ProblemInterface,
  description: 'The platform asks for a field that was not given; nothing was created.',
  simpleResolvers: true,
})
export class MandatoryFieldMissing extends ProblemInterface {
  @Field(() => ID, PROVIDER)
  providerId!: string;

  @Field(() => String, FIELD)
  field!: string | null;
}

/** By the kind of the problem. */
export const CUSTOMER_PROBLEM_TYPES = {
  CustomerBlocked,
  CustomerUnderInvestigation,
  CustomerInReview,
  CustomerUpdateFailed,
  CustomerNotSubscribed,
  InvalidMasterData,
  MandatoryFieldMissing,
} as const;

/** The problems of an onboarding beside those of every provider call. */
export const CUSTOMER_PROBLEMS = [
  'CustomerBlocked',
  'CustomerUnderInvestigation',
  'CustomerInReview',
  'CustomerUpdateFailed',
  'CustomerNotSubscribed',
  'InvalidMasterData',
  'MandatoryFieldMissing',
] as const;
