import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { ProviderRunner, RunnerActivity, RunnerFlowInfo } from '../../domain/provider/runner-tools-port.js';
import type { JsonObject, RunnerAction } from '../../domain/provider/workflow-port.js';
import type { FilledTemplate } from '../../domain/runner/runner-template.js';
import { PageInfoType } from '../common/connection.js';
import { PROVIDER_PROBLEMS, resultUnion } from '../common/result-union.js';
import { SourceType } from '../common/source.type.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { JsonObjectScalar } from '../scalars/json-object.scalar.js';
import { CursorScalar } from '../scalars/token.scalars.js';
import { CreateRunnerInput, RunnerActionEnum, RunnerNodeType, RunnerType } from './runner.type.js';

@ObjectType('ProviderRunner', {
  description: 'A runner as its provider lists it, whoever made it. Staff only.',
  simpleResolvers: true,
})
class ProviderRunnerType implements ProviderRunner {
  @Field(() => ID, { description: "The provider's id of it." })
  providerRunnerId!: string;

  @Field(() => String, { nullable: true, description: 'The reference people quote.' })
  refId!: string | null;

  @Field(() => String, { nullable: true, description: 'The flow it runs.' })
  flowId!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of the node it is at; null past the last one.' })
  currentNode!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was made.' })
  createdAt!: Date | null;
}

@ObjectType('ProviderRunnerList', {
  description: 'A page of runners as the provider lists them.',
  simpleResolvers: true,
})
export class ProviderRunnerListType {
  @Field(() => [ProviderRunnerType], { description: 'The runners.' })
  items!: readonly ProviderRunner[];

  @Field(() => Int, { nullable: true, description: 'How many there are in all, where the provider says so.' })
  total!: number | null;

  @Field(() => PageInfoType, {
    description: 'Where the page ends. It has no `startCursor`: the provider counts pages.',
  })
  pageInfo!: PageInfoType;

  @Field(() => SourceType, { description: 'Where the page comes from.' })
  source!: SourceType;
}

@ArgsType()
export class ProviderRunnerPageArgs {
  @Field(() => Int, { defaultValue: 20, description: "How many items, 1 to 100, in the provider's order." })
  first!: number;

  @Field(() => CursorScalar, {
    nullable: true,
    description: 'Read on: the `endCursor` of the page before, with the `first` of that page.',
  })
  after?: string | null;
}

@ObjectType('RunnerActivityEntry', { description: 'Something that was done in a runner.', simpleResolvers: true })
class RunnerActivityEntryType implements RunnerActivity {
  @Field(() => String, { nullable: true, description: 'The node.' })
  node!: string | null;

  @Field(() => String, { nullable: true, description: "What was done there, in the provider's words." })
  action!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When.' })
  at!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'By whom: masked, since the provider names people by their numbers.',
  })
  by!: string | null;
}

@ObjectType('RunnerActivity', { description: 'What was done in a runner, the oldest first.', simpleResolvers: true })
export class RunnerActivityType {
  @Field(() => [RunnerActivityEntryType], { nullable: true, description: 'Null while the provider cannot be asked.' })
  items!: readonly RunnerActivity[] | null;

  @Field(() => SourceType, { description: 'Where the items come from.' })
  source!: SourceType;
}

@ObjectType('RunnerStore', {
  description: 'What a runner keeps of what was submitted. Staff only.',
  simpleResolvers: true,
})
export class RunnerStoreType {
  @Field(() => JsonObjectScalar, {
    nullable: true,
    description:
      'What it keeps, by key. Values are masked unless their key is known to tell nothing of a person: ids, words for states, times. `parseRunnerTemplate` shows single ones in clear, with a purpose. Null while the provider cannot be asked.',
  })
  content!: JsonObject | null;

  @Field(() => SourceType, { description: 'Where the content comes from.' })
  source!: SourceType;
}

@ObjectType('RunnerFlowNode', { description: 'A node of a flow.', simpleResolvers: true })
class RunnerFlowNodeType {
  @Field(() => String, { description: "The node's name in the flow." })
  name!: string;

  @Field(() => String, { nullable: true, description: "The provider's node type, e.g. `web_form`." })
  type!: string | null;
}

@ObjectType('RunnerFlowStage', { description: 'A group of nodes of a flow.', simpleResolvers: true })
class RunnerFlowStageType {
  @Field(() => String, { nullable: true, description: 'A name for people.' })
  name!: string | null;

  @Field(() => [String], { description: 'The names of its nodes.' })
  nodes!: readonly string[];
}

@ObjectType('RunnerFlowInfo', {
  description: 'What is public of the flow of a runner: its steps, and nothing of the person in it.',
  simpleResolvers: true,
})
export class RunnerFlowInfoType {
  @Field(() => String, { nullable: true, description: 'A name for people.' })
  name!: string | null;

  @Field(() => [RunnerFlowNodeType], { nullable: true, description: 'Null while the provider cannot be asked.' })
  nodes!: RunnerFlowInfo['nodes'] | null;

  @Field(() => [RunnerFlowStageType], { nullable: true, description: 'Null while the provider cannot be asked.' })
  stages!: RunnerFlowInfo['stages'] | null;

  @Field(() => JsonObjectScalar, {
    nullable: true,
    description: "All of it, in the provider's words; defaults are masked. Null while the provider cannot be asked.",
  })
  content!: JsonObject | null;

  @Field(() => SourceType, { description: 'Where it comes from.' })
  source!: SourceType;
}

@ObjectType('RunnerCurrentNodes', {
  description: 'The nodes that a runner is at: more than one where its flow runs in parallel.',
  simpleResolvers: true,
})
export class RunnerCurrentNodesType {
  @Field(() => [RunnerNodeType], { nullable: true, description: 'Null while the provider cannot be asked.' })
  items!: RunnerNodeType[] | null;

  @Field(() => SourceType, { description: 'Where the items come from.' })
  source!: SourceType;
}

@ObjectType('ParsedRunnerTemplate', {
  description:
    'A template with the values of a runner in place. Staff only; personal values are masked where no purpose was given.',
  simpleResolvers: true,
})
class ParsedRunnerTemplateType implements FilledTemplate {
  @Field(() => String, { nullable: true, description: 'Where the template was text.' })
  text!: string | null;

  @Field(() => JsonObjectScalar, { nullable: true, description: 'Where the template was JSON.' })
  content!: JsonObject | null;

  @Field(() => SourceType, { description: 'Where it comes from.' })
  source!: SourceType;
}

@InputType('CreateAndExecuteRunnerInput', { description: 'A new workflow instance and its first step.' })
export class CreateAndExecuteRunnerInput extends CreateRunnerInput {
  @Field(() => RunnerActionEnum, { defaultValue: 'SUBMIT', description: 'What to do at the first node.' })
  action!: RunnerAction;

  @Field(() => JsonObjectScalar, {
    description: 'SUBMIT: the data of the first form. Must hold no masked value. Send it as a variable.',
  })
  data!: JsonObject;
}

function runnerResult(name: string) {
  return resultUnion(name, 'Runner', () => RunnerType, ['ValidationProblem', ...PROVIDER_PROBLEMS]);
}

export const CreateAndExecuteRunnerResult = runnerResult('CreateAndExecuteRunnerResult');
export const SendRunnerCallbackResult = runnerResult('SendRunnerCallbackResult');
export const UpdateRunnerDesignResult = runnerResult('UpdateRunnerDesignResult');
export const UpdateRunnerStoreResult = runnerResult('UpdateRunnerStoreResult');
export const ParseRunnerTemplateResult = resultUnion(
  'ParseRunnerTemplateResult',
  'ParsedRunnerTemplate',
  () => ParsedRunnerTemplateType,
  ['ValidationProblem', ...PROVIDER_PROBLEMS],
);
