import { Arg, Field, ObjectType, Query, Resolver } from 'type-graphql';
import {
  IDENTIFIER_KINDS,
  type IdentifierKind,
  type IdentifierProblemCode,
  validateIdentifier,
} from '../../domain/identifier/validate-identifier.js';
import { enumType } from '../common/enums.js';
import { LongTextScalar } from '../scalars/text.scalars.js';

const IdentifierKindEnum = enumType<IdentifierKind>('IdentifierKind', 'What an identifier is.', IDENTIFIER_KINDS, {
  AADHAAR: 'Aadhaar number: twelve digits with a Verhoeff checksum. Used for the answer and forgotten.',
  PAN: 'Permanent account number.',
  GSTIN: 'GST identification number, with its check character.',
  IFSC: 'Bank branch code.',
  DEMAT_NSDL: 'Demat account at NSDL: DP id and client id.',
  DEMAT_CDSL: 'Demat account at CDSL.',
  PHONE: 'Phone number; without a country code it is read as an Indian mobile number.',
  PINCODE: 'Indian postal code.',
  BANK_ACCOUNT: 'Bank account number.',
  EMAIL: 'Email address.',
  DRIVING_LICENCE: 'Number of an Indian driving licence.',
  VOTER_ID: 'Number of an Indian voter id (EPIC).',
  PASSPORT_FILE: 'File number of an Indian passport application.',
  VEHICLE: 'Registration number of an Indian vehicle.',
  CIN: 'Indian company number.',
  UPI: 'UPI address.',
});

@ObjectType('IdentifierProblem', { description: 'What is wrong with an identifier.', simpleResolvers: true })
class IdentifierProblemType {
  @Field(() => String, { description: 'e.g. WRONG_CHECKSUM, WRONG_FORMAT, WRONG_LENGTH.' })
  code!: IdentifierProblemCode;

  @Field(() => String, { description: 'For developers. Never repeats the value.' })
  message!: string;
}

@ObjectType('IdentifierDetail', { description: 'What can be read off an identifier.', simpleResolvers: true })
class IdentifierDetailType {
  @Field(() => String, { description: 'e.g. `holderType`.' })
  name!: string;

  @Field(() => String, { description: 'The value.' })
  value!: string;
}

@ObjectType('IdentifierValidation', {
  description: 'Whether an identifier has the right form. Says nothing about whether it was ever issued.',
  simpleResolvers: true,
})
class IdentifierValidationType {
  @Field(() => IdentifierKindEnum, { description: 'What it was checked as.' })
  kind!: IdentifierKind;

  @Field(() => Boolean, { description: 'Whether the form is right.' })
  valid!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The identifier in its canonical form, masked; null when it is not valid.',
  })
  masked!: string | null;

  @Field(() => [IdentifierProblemType], { description: 'What is wrong, or worth a warning.' })
  problems!: readonly IdentifierProblemType[];

  @Field(() => [IdentifierDetailType], { description: 'What can be read off it.' })
  details!: readonly IdentifierDetailType[];
}

@Resolver()
export class IdentifierResolver {
  @Query(() => IdentifierValidationType, {
    description: 'Checks the form of an identifier here, without any provider, so that bad input never costs money.',
  })
  validateIdentifier(
    @Arg('kind', () => IdentifierKindEnum, { description: 'What it should be.' }) kind: IdentifierKind,
    @Arg('value', () => LongTextScalar, { description: 'The identifier. Never kept, never repeated.' }) value: string,
  ): IdentifierValidationType {
    return validateIdentifier(kind, value);
  }
}
