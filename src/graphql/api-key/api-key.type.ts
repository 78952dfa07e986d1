import { Field, InputType, ObjectType } from 'type-graphql';
import { SCOPES, type Scope } from '../../domain/kernel/actor.js';
import { connectionType } from '../common/connection.js';
import { enumType } from '../common/enums.js';
import { resultUnion } from '../common/result-union.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { ProgramNameScalar } from '../scalars/token.scalars.js';

export const ApiScopeEnum = enumType<Scope>('ApiScope', 'What a program may read. None may change anything.', SCOPES, {
  READ_RECORDS: "Everybody's applicants, runners, documents and verifications, and what providers know of them.",
  READ_USERS: "Everybody's accounts and profiles, masked as for everybody.",
});

@ObjectType('ApiKey', { description: 'With what a program signs in.', simpleResolvers: true })
export class ApiKeyType {
  @Field(() => ProgramNameScalar, { description: 'The program.' })
  name!: string;

  @Field(() => [ApiScopeEnum], { description: 'What it may read.' })
  scopes!: readonly Scope[];

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'The hour of its last use; null: never used.' })
  lastUsedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ends by itself; null: never.' })
  expiresAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked; null: not.' })
  revokedAt!: Date | null;
}

export const ApiKeyConnection = connectionType('ApiKey', () => ApiKeyType);

@ObjectType('CreatedApiKey', {
  description: 'A new key. Its text is shown this once: nobody can find it out again.',
  simpleResolvers: true,
})
export class CreatedApiKeyType {
  @Field(() => String, { description: 'Send it as `Authorization: Bearer <key>`. Keep it secret.' })
  key!: string;

  @Field(() => ApiKeyType, { description: 'What is kept of it.' })
  apiKey!: unknown;
}

@InputType('CreateApiKeyInput', { description: 'A key for a program.' })
export class CreateApiKeyInput {
  @Field(() => ProgramNameScalar, { description: 'The program.' })
  name!: string;

  @Field(() => [ApiScopeEnum], { description: 'What it may read; at least one.' })
  scopes!: Scope[];

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ends by itself; absent: never.' })
  expiresAt?: Date | null;
}

export const CreateApiKeyResult = resultUnion('CreateApiKeyResult', 'CreatedApiKey', () => CreatedApiKeyType, [
  'ValidationProblem',
]);
export const RevokeApiKeyResult = resultUnion('RevokeApiKeyResult', 'ApiKey', () => ApiKeyType, ['NotFound']);
