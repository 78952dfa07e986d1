import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import {
  ERASURE_STATES,
  type ErasureState,
  PROVIDER_ERASURE_OUTCOMES,
  type ProviderErasureOutcome,
} from '../../domain/privacy/erasure.js';
import { connectionType } from '../common/connection.js';
import { enumType } from '../common/enums.js';
import { resultUnion } from '../common/result-union.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { LongTextScalar } from '../scalars/text.scalars.js';
import { ProviderIdScalar } from '../scalars/token.scalars.js';

export const ErasureStateEnum = enumType<ErasureState>(
  'ErasureState',
  'How far a request for erasure has come.',
  ERASURE_STATES,
  {
    REQUESTED: 'It was asked for.',
    ON_HOLD: 'Something is kept, for the legal basis and until the date that are given.',
    SCHEDULED: 'It will be carried out at the time that is given, and can be withdrawn until then.',
    IN_PROGRESS: 'It is being carried out.',
    DONE: 'Nothing is left, here and at the providers.',
    PARTIAL: 'Nothing is left here; a provider refused or has not answered yet.',
    WITHDRAWN: 'The person changed their mind in time.',
  },
);

export const ProviderErasureOutcomeEnum = enumType<ProviderErasureOutcome>(
  'ProviderErasureOutcome',
  'What a provider answered to a request for erasure. None documents a call for it: a member of staff asks.',
  PROVIDER_ERASURE_OUTCOMES,
  {
    TO_BE_ASKED: 'It has not answered yet.',
    ERASED: 'It erased its records.',
    RESTRICTED: 'It keeps them, restricted, for a legal duty of its own.',
    REFUSED: 'It refused.',
  },
);

@ObjectType('ProviderErasure', { description: "A provider's part in an erasure.", simpleResolvers: true })
export class ProviderErasureType {
  @Field(() => ID, { description: 'The provider.' })
  providerId!: string;

  @Field(() => Int, { description: 'How many records of the person it held, as far as is known here.' })
  records!: number;

  @Field(() => ProviderErasureOutcomeEnum, { description: 'Its answer.' })
  outcome!: ProviderErasureOutcome;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it answered.' })
  answeredAt!: Date | null;
}

@ObjectType('Erasure', {
  description: 'A request to be forgotten. It outlives the account; its receipt shows it to whoever holds it.',
  simpleResolvers: true,
})
export class ErasureType {
  @Field(() => ErasureStateEnum, { description: 'How far it has come.' })
  state!: ErasureState;

  @Field(() => String, { nullable: true, description: 'Why something is kept, while ON_HOLD.' })
  legalBasis!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when, while ON_HOLD.' })
  holdUntil!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it is carried out, while SCHEDULED.' })
  scheduledFor!: Date | null;

  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  requestedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended.' })
  finishedAt!: Date | null;

  @Field(() => [ProviderErasureType], { description: 'The providers that held records, and their answers.' })
  providers!: readonly ProviderErasureType[];
}

@ObjectType('RequestedErasure', { description: 'The request, with its receipt.', simpleResolvers: true })
export class RequestedErasureType {
  @Field(() => ErasureType, { description: 'The request.' })
  request!: ErasureType;

  @Field(() => String, {
    nullable: true,
    description:
      'Shows the request later, when the account is gone (`erasure(receipt:)`). Given once; null when asked again.',
  })
  receipt!: string | null;
}

@ObjectType('LegalHold', { description: 'A reason to keep everything of a person.', simpleResolvers: true })
export class LegalHoldType {
  @Field(() => String, { description: 'The legal basis.' })
  basis!: string;

  @Field(() => DateTimeScalar, { description: 'When it ends by itself.' })
  until!: Date;

  @Field(() => DateTimeScalar, { description: 'When it was placed.' })
  placedAt!: Date;
}

@ObjectType('ReleasedHolds', { description: 'Legal holds that are in force no more.', simpleResolvers: true })
export class ReleasedHoldsType {
  @Field(() => Int, { description: 'How many there were.' })
  released!: number;
}

@ObjectType('DataExport', {
  description:
    'An archive of everything about the person: `data.json` (all that this API shows), `clear.json` (what it shows masked, in clear) and their files.',
  simpleResolvers: true,
})
export class DataExportType {
  @Field(() => String, {
    description: 'Path of the ZIP file on this server. Whoever knows it can download it: do not share it.',
  })
  path!: string;

  @Field(() => DateTimeScalar, { description: 'When the path ends.' })
  expiresAt!: Date;

  @Field(() => Int, { description: 'How many documents are in it.' })
  files!: number;

  @Field(() => [String], {
    description: 'Paths of fields that could not be read now, e.g. of a provider that is down.',
  })
  incomplete!: readonly string[];
}

@InputType('PlaceLegalHoldInput', { description: 'A legal hold.' })
export class PlaceLegalHoldInput {
  @Field(() => ID, { description: 'Of whom everything is kept.' })
  userId!: string;

  @Field(() => LongTextScalar, { description: 'The legal basis; the person is shown it. No personal data.' })
  basis!: string;

  @Field(() => DateTimeScalar, { description: 'When it ends by itself.' })
  until!: Date;
}

@InputType('RecordProviderErasureInput', { description: "A provider's answer to a request for erasure." })
export class RecordProviderErasureInput {
  @Field(() => ID, { description: '`Erasure.id`.' })
  erasureId!: string;

  @Field(() => ProviderIdScalar, { description: 'The provider.' })
  providerId!: string;

  @Field(() => ProviderErasureOutcomeEnum, { description: 'What it answered; not TO_BE_ASKED.' })
  outcome!: ProviderErasureOutcome;
}

export const ErasureConnection = connectionType('Erasure', () => ErasureType);

export const ExportMyDataResult = resultUnion('ExportMyDataResult', 'DataExport', () => DataExportType, [
  'RateLimited',
]);
export const RequestErasureResult = resultUnion(
  'RequestErasureResult',
  'RequestedErasure',
  () => RequestedErasureType,
  ['Conflict'],
);
export const WithdrawErasureResult = resultUnion('WithdrawErasureResult', 'Erasure', () => ErasureType, [
  'NotFound',
  'Conflict',
]);
export const PlaceLegalHoldResult = resultUnion('PlaceLegalHoldResult', 'LegalHold', () => LegalHoldType, [
  'NotFound',
  'ValidationProblem',
]);
export const RecordProviderErasureResult = resultUnion('RecordProviderErasureResult', 'Erasure', () => ErasureType, [
  'NotFound',
  'Conflict',
  'ValidationProblem',
]);
export const ReleaseLegalHoldsResult = resultUnion(
  'ReleaseLegalHoldsResult',
  'ReleasedHolds',
  () => ReleasedHoldsType,
  ['NotFound'],
);
