import { Field, ObjectType } from 'type-graphql';
import type { Applicant } from '../../domain/applicant/applicant.js';
import { PROVIDER_PROBLEMS, resultUnion } from '../common/result-union.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { ApplicantType } from './applicant.type.js';

@ObjectType('VerificationLink', {
  description:
    'A hosted page of the provider on which the person is verified. It is kept nowhere: ask again when it is lost.',
  simpleResolvers: true,
})
export class VerificationLinkType {
  @Field(() => String, { description: 'The page. Whoever has it can act as the person: show it to nobody else.' })
  url!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The same page under your own domain, where the provider has one.',
  })
  customLink!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when it works; null: the provider does not say.' })
  expiresAt!: Date | null;

  @Field(() => ApplicantType, { description: 'Whom it is for; the `nextAction` is to open the page.' })
  applicant!: Applicant;
}

export const CreateVerificationLinkResult = resultUnion(
  'CreateVerificationLinkResult',
  'VerificationLink',
  () => VerificationLinkType,
  PROVIDER_PROBLEMS,
);
