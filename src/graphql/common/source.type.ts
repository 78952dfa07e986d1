import { Field, ID, ObjectType } from 'type-graphql';
import type { Source } from '../../domain/provider/source.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { SourceStateEnum } from './enums.js';

@ObjectType('SourceError', { description: 'Why a live value could not be had.', simpleResolvers: true })
export class SourceErrorType {
  @Field(() => String, { description: 'One of the PROVIDER_* codes of the API.' })
  code!: string;

  @Field(() => Boolean, { description: 'Whether the same query may succeed later without anyone changing anything.' })
  retryable!: boolean;
}

@ObjectType('Source', {
  description: 'Where a provider-backed value comes from and how fresh it is.',
  simpleResolvers: true,
})
export class SourceType implements Pick<Source, 'providerId' | 'fetchedAt'> {
  @Field(() => ID, { description: 'The provider, e.g. `crego`.' })
  providerId!: string;

  @Field(() => SourceStateEnum, { description: 'How fresh the value is.' })
  state!: Source['state'];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the provider gave the value; null when it never did.',
  })
  fetchedAt!: Date | null;

  @Field(() => SourceErrorType, { nullable: true, description: 'Set when the live call failed.' })
  error!: SourceErrorType | null;
}
