import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { WorkflowRecord } from '../../domain/provider/workflow-design-port.js';
import type { JsonObject } from '../../domain/provider/workflow-port.js';
import { PROVIDER_PROBLEMS, resultUnion } from '../common/result-union.js';
import { SourceType } from '../common/source.type.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { JsonObjectScalar } from '../scalars/json-object.scalar.js';
import { LabelScalar } from '../scalars/text.scalars.js';

@ObjectType('WorkflowRecord', {
  description: 'A store or a warehouse of workflows at their provider. Staff only. Personal values are masked.',
  simpleResolvers: true,
})
export class WorkflowRecordType implements WorkflowRecord {
  @Field(() => ID, { description: "The provider's id of it." })
  recordId!: string;

  @Field(() => String, { nullable: true, description: 'A name for people.' })
  name!: string | null;

  @Field(() => JsonObjectScalar, {
    nullable: true,
    description: "Of the flow designer's making; null: not to be had now.",
  })
  content!: JsonObject;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was made.' })
  createdAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it last changed.' })
  updatedAt!: Date | null;

  @Field(() => SourceType, { nullable: true, description: 'Null inside a list, which has a source of its own.' })
  source!: SourceType | null;
}

@ObjectType('WorkflowRecordList', {
  description: 'A page of stores or warehouses as the provider lists them.',
  simpleResolvers: true,
})
export class WorkflowRecordListType {
  @Field(() => [WorkflowRecordType], { description: 'The records.' })
  items!: WorkflowRecordType[];

  @Field(() => Int, { nullable: true, description: 'The page after this one; null: there is none.' })
  nextPage!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many there are in all, where the provider says so.' })
  total!: number | null;

  @Field(() => SourceType, { description: 'Where the page comes from.' })
  source!: SourceType;
}

@InputType('CreateWorkflowStoreInput', { description: 'A new store.' })
export class CreateWorkflowStoreInput {
  @Field(() => LabelScalar, { description: 'A name for people.' })
  name!: string;

  @Field(() => JsonObjectScalar, { description: 'What it holds.' })
  content!: JsonObject;
}

export const CreateWorkflowStoreResult = resultUnion(
  'CreateWorkflowStoreResult',
  'WorkflowRecord',
  () => WorkflowRecordType,
  PROVIDER_PROBLEMS,
);
