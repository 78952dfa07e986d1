import { Field, ObjectType } from 'type-graphql';
import type { CustomerOutcome } from '../../domain/provider/customer-port.js';
import { CustomerOutcomeEnum } from '../common/enums.js';
import { RawStatusType } from '../common/raw-status.type.js';
import { SourceType } from '../common/source.type.js';
import { DateScalar } from '../scalars/date.scalars.js';

@ObjectType('Customer', {
  description: 'A person as the customer data platform (CDP) knows them.',
  simpleResolvers: true,
})
export class CustomerType {
  @Field(() => SourceType, { description: 'Where it comes from.' })
  source!: SourceType;

  @Field(() => CustomerOutcomeEnum, {
    nullable: true,
    description: 'What the platform answered; null when it could not be asked.',
  })
  outcome!: CustomerOutcome | null;

  @Field(() => String, { nullable: true, description: "The platform's customer number." })
  customerNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'Given name.' })
  firstName!: string | null;

  @Field(() => String, { nullable: true, description: 'Middle name.' })
  middleName!: string | null;

  @Field(() => String, { nullable: true, description: 'Family name.' })
  lastName!: string | null;

  @Field(() => String, { nullable: true, description: 'Date of birth, masked, e.g. `1990-XX-XX`.' })
  dateOfBirth!: string | null;

  @Field(() => String, { nullable: true, description: 'Mobile number, masked.' })
  mobile!: string | null;

  @Field(() => String, { nullable: true, description: 'Email address, masked.' })
  email!: string | null;

  @Field(() => String, { nullable: true, description: "The platform's word, e.g. `ACTIVE`." })
  customerStatus!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The platform's word for the screening, e.g. `Accepted`. Staff only: null for the subject.",
  })
  amlScanStatus!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The platform's word for the risk found in the screening, e.g. `Low`; known right after an onboarding only. Staff only: null for the subject.",
  })
  amlCategory!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the platform takes the person for politically exposed; known right after an onboarding only. Staff only: null for the subject.',
  })
  politicallyExposed!: boolean | null;

  @Field(() => String, { nullable: true, description: "Which of the platform's agents keeps the record." })
  agentLocationId!: string | null;

  @Field(() => String, { nullable: true, description: "The platform's word for the identity document, e.g. `Active`." })
  idStatus!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When the identity document ends.' })
  idExpiresOn!: string | null;

  @Field(() => RawStatusType, {
    nullable: true,
    description: "The platform's own words. Staff only: null for the subject.",
  })
  raw!: RawStatusType | null;
}
