import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { GraphValidation, WorkflowDesign } from '../../domain/provider/workflow-design-port.js';
import type { JsonObject } from '../../domain/provider/workflow-port.js';
import { PROVIDER_PROBLEMS, resultUnion } from '../common/result-union.js';
import { SourceType } from '../common/source.type.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { JsonObjectScalar } from '../scalars/json-object.scalar.js';
import { LabelScalar } from '../scalars/text.scalars.js';
import { ProviderRecordIdScalar } from '../scalars/token.scalars.js';

@ObjectType('WorkflowDesign', {
  description: 'A version of a workflow at its provider. Staff only. Values that look personal are masked.',
  simpleResolvers: true,
})
export class WorkflowDesignType implements WorkflowDesign {
  @Field(() => ID, { description: "The provider's id of it." })
  designId!: string;

  @Field(() => ID, { nullable: true, description: 'The workflow, as `flowId` of `createRunner`.' })
  flowId!: string | null;

  @Field(() => String, { nullable: true, description: 'A name for people.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's word for the version." })
  version!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether new runners of the workflow run on it; null: the provider does not say.',
  })
  current!: boolean | null;

  @Field(() => JsonObjectScalar, {
    nullable: true,
    description: '`nodes`, `edges` and `start_node`, as the provider has them.',
  })
  graph!: JsonObject | null;

  @Field(() => JsonObjectScalar, { nullable: true, description: 'JSON Schema of what its runners store.' })
  storeSchema!: JsonObject | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was made.' })
  createdAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it last changed.' })
  updatedAt!: Date | null;

  @Field(() => SourceType, { nullable: true, description: 'Null inside a list, which has a source of its own.' })
  source!: SourceType | null;
}

@ObjectType('WorkflowDesignList', {
  description: 'A page of designs as the provider lists them.',
  simpleResolvers: true,
})
export class WorkflowDesignListType {
  @Field(() => [WorkflowDesignType], { description: 'The designs.' })
  items!: WorkflowDesignType[];

  @Field(() => Int, { nullable: true, description: 'The page after this one; null: there is none.' })
  nextPage!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many there are in all, where the provider says so.' })
  total!: number | null;

  @Field(() => SourceType, { description: 'Where the page comes from.' })
  source!: SourceType;
}

@ObjectType('WorkflowGraphValidation', {
  description: "What the provider says about a design's graph.",
  simpleResolvers: true,
})
export class WorkflowGraphValidationType implements GraphValidation {
  @Field(() => Boolean, { nullable: true, description: 'Null: the provider does not say, or contradicts itself.' })
  valid!: boolean | null;

  @Field(() => [String], { description: "What is wrong, in the provider's words." })
  faults!: string[];

  @Field(() => SourceType, { description: 'Where it comes from.' })
  source!: SourceType;
}

@ObjectType('WorkflowSchema', { description: "The schema of a provider's building blocks.", simpleResolvers: true })
export class WorkflowSchemaType {
  @Field(() => JsonObjectScalar, { nullable: true, description: 'As the provider has it.' })
  schema!: JsonObject | null;

  @Field(() => SourceType, { description: 'Where it comes from.' })
  source!: SourceType;
}

@InputType('WorkflowDesignInput', {
  description: 'The whole content of a design: a replacement, so nothing of the present content is kept here.',
})
export class WorkflowDesignInput {
  @Field(() => ProviderRecordIdScalar, { description: 'The workflow that it is a version of.' })
  flowId!: string;

  @Field(() => LabelScalar, { nullable: true, description: 'A name for people. Absent or null: not sent.' })
  name?: string | null;

  @Field(() => JsonObjectScalar, {
    description: '`nodes`, `edges` (name, source, target, condition) and `start_node`. Must hold no masked value.',
  })
  graph!: JsonObject;

  @Field(() => JsonObjectScalar, {
    nullable: true,
    description: 'JSON Schema of what its runners store. Absent or null: not sent.',
  })
  storeSchema?: JsonObject | null;

  @Field(() => [JsonObjectScalar], {
    nullable: true,
    description: 'Stages that group the nodes. Absent or null: not sent.',
  })
  stages?: JsonObject[] | null;
}

function designResult(name: string) {
  return resultUnion(name, 'WorkflowDesign', () => WorkflowDesignType, PROVIDER_PROBLEMS);
}

export const CreateWorkflowDesignResult = designResult('CreateWorkflowDesignResult');
export const UpdateWorkflowDesignResult = designResult('UpdateWorkflowDesignResult');
export const MarkWorkflowDesignCurrentResult = designResult('MarkWorkflowDesignCurrentResult');
export const DuplicateWorkflowDesignResult = designResult('DuplicateWorkflowDesignResult');
