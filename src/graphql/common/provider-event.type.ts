import { Field, ObjectType } from 'type-graphql';
import type { CheckOutcome, Decision, LifecycleStatus, RawStatus } from '../../domain/kernel/lifecycle.js';
import type { PastEvent } from '../../domain/webhook/provider-event-history.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { connectionType } from './connection.js';
import { CheckOutcomeEnum, DecisionEnum, LifecycleStatusEnum } from './enums.js';
import { RawStatusType } from './raw-status.type.js';
import { ReasonType, visibleReasons } from './reason.type.js';

@ObjectType('ProviderEvent', {
  description: 'What a provider told us about one of its records, kept as it came. Staff only.',
  simpleResolvers: true,
})
export class ProviderEventType {
  readonly id!: string;

  @Field(() => String, { description: "The provider's word for what happened, e.g. `Reviewed`." })
  eventType!: string;

  @Field(() => LifecycleStatusEnum, { nullable: true, description: 'The status it told; null when it told none.' })
  status!: LifecycleStatus | null;

  @Field(() => CheckOutcomeEnum, {
    nullable: true,
    description:
      'The outcome of a check that it told; null when it told none. It counts only as far as the provider says the same when it is asked.',
  })
  outcome!: CheckOutcome | null;

  @Field(() => DecisionEnum, {
    nullable: true,
    description: 'The decision it told. A later event may replace an earlier one; both stay here.',
  })
  decision!: Decision | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the provider said that the decision is final.' })
  decisionFinal!: boolean | null;

  @Field(() => [ReasonType], { description: 'The reasons it gave.' })
  reasons!: ReasonType[];

  @Field(() => RawStatusType, { nullable: true, description: "The provider's own words." })
  raw!: RawStatus | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it happened by the provider's clock; null when it does not say.",
  })
  occurredAt!: Date | null;

  @Field(() => DateTimeScalar, { description: 'When it came in.' })
  receivedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was dealt with; null: not yet.' })
  processedAt!: Date | null;
}

export const ProviderEventConnection = connectionType('ProviderEvent', () => ProviderEventType);

/** For staff: nothing of what it says about the check is left out; facts about the person are in the record alone. */
export function toProviderEvent({ id, event, receivedAt, processedAt }: PastEvent): ProviderEventType {
  const state = event.subject === 'APPLICANT' ? event.state : null;
  const result = event.subject === 'CHECK' ? event.result : null;
  const told = state ?? result;
  return {
    id,
    eventType: event.eventType,
    status: told?.status ?? null,
    outcome: result?.outcome ?? null,
    decision: told?.decision ?? null,
    decisionFinal: state?.decisionFinal ?? null,
    reasons: visibleReasons(told?.reasons ?? [], true),
    raw: told?.raw ?? null,
    occurredAt: event.occurredAt,
    receivedAt,
    processedAt,
  };
}
