import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionType } from '../common/connection.js';
import { resultUnion } from '../common/result-union.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { ExternalSubjectScalar, TokenIssuerScalar } from '../scalars/token.scalars.js';

@ObjectType('ExternalIdentity', {
  description: 'Whom an outside provider of identities knows a person as. Once confirmed, its tokens open the account.',
  simpleResolvers: true,
})
export class ExternalIdentityType {
  @Field(() => TokenIssuerScalar, { description: 'The provider, as its tokens name it.' })
  issuer!: string;

  @Field(() => ExternalSubjectScalar, { description: "The provider's own id of the person." })
  subject!: string;

  @Field(() => DateTimeScalar, { description: 'When an admin linked it.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the person said that it is theirs; null: not yet, and it opens nothing.',
  })
  confirmedAt!: Date | null;
}

export const ExternalIdentityConnection = connectionType('ExternalIdentity', () => ExternalIdentityType);

@ObjectType('IdentityUnlinked', { description: 'The identity opens the account no more.', simpleResolvers: true })
export class IdentityUnlinkedType {
  @Field(() => Boolean, { description: 'Always true.' })
  unlinked!: boolean;
}

@InputType('LinkExternalIdentityInput', { description: 'Who somebody is at an outside provider.' })
export class LinkExternalIdentityInput {
  @Field(() => ID, { description: 'The id of a User.' })
  userId!: string;

  @Field(() => TokenIssuerScalar, { description: 'The provider, exactly as its tokens name it in `iss`.' })
  issuer!: string;

  @Field(() => ExternalSubjectScalar, { description: 'The person, exactly as its tokens name them in `sub`.' })
  subject!: string;
}

export const LinkExternalIdentityResult = resultUnion(
  'LinkExternalIdentityResult',
  'ExternalIdentity',
  () => ExternalIdentityType,
  ['NotFound', 'Conflict'],
);
export const ConfirmExternalIdentityResult = resultUnion(
  'ConfirmExternalIdentityResult',
  'ExternalIdentity',
  () => ExternalIdentityType,
  ['NotFound', 'InvalidCredentials', 'RateLimited'],
);
export const UnlinkExternalIdentityResult = resultUnion(
  'UnlinkExternalIdentityResult',
  'IdentityUnlinked',
  () => IdentityUnlinkedType,
  ['NotFound'],
);
