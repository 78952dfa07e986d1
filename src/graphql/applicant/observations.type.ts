import { Field, ObjectType } from 'type-graphql';
import type { ObservedDocument, ScreeningObservations } from '../../domain/provider/screening-port.js';

@ObjectType('ObservedDocument', { description: 'One document as the provider has read it.', simpleResolvers: true })
export class ObservedDocumentType {
  @Field(() => String, { nullable: true, description: "The provider's word for what it is." })
  kind!: string | null;

  @Field(() => String, { nullable: true, description: 'Its number, masked.' })
  number!: string | null;

  @Field(() => String, { nullable: true, description: 'The issuing country, ISO 3166 alpha-3.' })
  country!: string | null;
}

@ObjectType('ObservedNetwork', { description: 'From where the person came to the provider.', simpleResolvers: true })
export class ObservedNetworkType {
  @Field(() => String, { nullable: true, description: 'The internet address.' })
  ipAddress!: string | null;

  @Field(() => String, { nullable: true, description: 'The time zone of the address.' })
  timezone!: string | null;

  @Field(() => String, { nullable: true, description: 'The country of the address, as the provider writes it.' })
  country!: string | null;

  @Field(() => String, { nullable: true, description: 'The city of the address.' })
  city!: string | null;
}

@ObjectType('ApplicantObservations', {
  description: 'What the provider noticed beside the result. Staff only.',
  simpleResolvers: true,
})
export class ApplicantObservationsType {
  @Field(() => [ObservedDocumentType], { description: 'The documents it has read.' })
  documents!: readonly ObservedDocument[];

  @Field(() => ObservedNetworkType, { nullable: true, description: 'From where the person came.' })
  network!: ScreeningObservations['network'];

  @Field(() => String, { nullable: true, description: 'Your own label, as the provider gives it back.' })
  sourceKey!: string | null;

  @Field(() => [String], { description: 'The ids of the person in your systems, as the provider gives them back.' })
  externalUserIds!: readonly string[];
}
