import { Field, ObjectType } from 'type-graphql';
import type { AmlResults } from '../../domain/provider/aml-port.js';
import { SourceType } from '../common/source.type.js';

@ObjectType('AmlResults', {
  description:
    'What the provider found about the person in anti-money-laundering lists. A list is empty where it says nothing; no decision is derived from it.',
  simpleResolvers: true,
})
export class AmlResultsType implements AmlResults {
  @Field(() => String, { nullable: true, description: "The provider's number of the search." })
  searchId!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's word for what was searched for." })
  type!: string | null;

  @Field(() => [String], { description: 'Names on the list.' })
  names!: readonly string[];

  @Field(() => [String], { description: 'Other names.' })
  aliases!: readonly string[];

  @Field(() => [String], { description: 'Earlier names.' })
  formerNames!: readonly string[];

  @Field(() => [String], { description: 'Names that may be theirs.' })
  potentialAliases!: readonly string[];

  @Field(() => [String], { description: 'Registration numbers of companies.' })
  registrationNumbers!: readonly string[];

  @Field(() => [String], { description: 'Numbers of identity documents, masked.' })
  idNumbers!: readonly string[];

  @Field(() => [String], { description: 'Numbers of passports, masked.' })
  passportNumbers!: readonly string[];

  @Field(() => [String], { description: 'Dates of birth: YYYY, YYYY-MM or YYYY-MM-DD.' })
  datesOfBirth!: readonly string[];

  @Field(() => [String], { description: 'Dates of death: YYYY, YYYY-MM or YYYY-MM-DD.' })
  datesOfDeath!: readonly string[];

  @Field(() => [String], { description: 'Genders, in the words of the list.' })
  genders!: readonly string[];

  @Field(() => [String], { description: 'Nationalities, in the words of the list.' })
  nationalities!: readonly string[];
}

@ObjectType('ApplicantAml', {
  description: 'The anti-money-laundering screening of an applicant. Staff only: showing it would be tipping off.',
  simpleResolvers: true,
})
export class ApplicantAmlType {
  @Field(() => AmlResultsType, { nullable: true, description: 'Null while the provider cannot be asked.' })
  results!: AmlResults | null;

  @Field(() => SourceType, { description: 'Where the results come from.' })
  source!: SourceType;
}
