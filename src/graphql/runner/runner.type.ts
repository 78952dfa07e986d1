import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { type JsonObject, RUNNER_ACTIONS, type RunnerAction } from '../../domain/provider/workflow-port.js';
import { connectionType } from '../common/connection.js';
import { enumType } from '../common/enums.js';
import { NodeInterface } from '../common/node.type.js';
import { PROVIDER_PROBLEMS, resultUnion } from '../common/result-union.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { JsonObjectScalar } from '../scalars/json-object.scalar.js';
import { LabelScalar } from '../scalars/text.scalars.js';
import { RunnerRefIdScalar } from '../scalars/token.scalars.js';

export const RunnerActionEnum = enumType<RunnerAction>(
  'RunnerAction',
  'What to do at the current node.',
  RUNNER_ACTIONS,
  {
    SUBMIT: 'Send the form of the node.',
    NAVIGATE: 'Go to another node without sending anything.',
  },
);

@ObjectType('RunnerForm', { description: 'A form that a frontend can render.', simpleResolvers: true })
export class RunnerFormType {
  @Field(() => RunnerActionEnum, { description: 'The action that sends it.' })
  action!: RunnerAction;

  @Field(() => JsonObjectScalar, { description: 'JSON Schema of the data. Personal defaults are masked.' })
  schema!: JsonObject;

  @Field(() => JsonObjectScalar, { description: 'Hints for rendering, in the manner of react-jsonschema-form.' })
  ui!: JsonObject;
}

@ObjectType('RunnerNavigation', {
  description: 'Where the person may go from here without sending anything.',
  simpleResolvers: true,
})
export class RunnerNavigationType {
  @Field(() => String, { description: 'Text for a button.' })
  label!: string;

  @Field(() => String, { description: 'The node it leads to.' })
  targetNode!: string;
}

@ObjectType('RunnerNode', { description: 'A step of the flow.', simpleResolvers: true })
export class RunnerNodeType {
  @Field(() => String, { description: "The node's name in the flow." })
  name!: string;

  @Field(() => String, { nullable: true, description: "The provider's node type, e.g. `web_form`." })
  type!: string | null;

  @Field(() => [RunnerFormType], { description: 'The forms to fill in here.' })
  forms!: RunnerFormType[];

  @Field(() => [RunnerNavigationType], { description: 'Where else the person may go.' })
  navigations!: RunnerNavigationType[];
}

@ObjectType('VisitedNode', { description: 'A node that was passed.', simpleResolvers: true })
export class VisitedNodeType {
  @Field(() => String, { description: 'The node.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What was done there.' })
  action!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When.' })
  visitedAt!: Date | null;
}

@ObjectType('RunnerStepResult', {
  description:
    'What the last executed step said about itself. `success` means that the step ran, not that a person passed anything.',
  simpleResolvers: true,
})
export class RunnerStepResultType {
  @Field(() => Boolean, { nullable: true, description: 'Whether the step ran.' })
  success!: boolean | null;

  @Field(() => Int, { nullable: true, description: "The step's own status code." })
  statusCode!: number | null;

  @Field(() => [String], { description: "The step's own errors." })
  errors!: readonly string[];
}

@ObjectType('RunnerApplicant', { description: 'One person inside a runner.', simpleResolvers: true })
export class RunnerApplicantType {
  @Field(() => ID, { description: "The provider's id: send it to `setCurrentApplicant`." })
  providerApplicantId!: string;

  @Field(() => String, { nullable: true, description: 'The name.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'e.g. `applicant` or `CoApp1`.' })
  applicantType!: string | null;

  @Field(() => String, { nullable: true, description: 'The relation to the primary applicant.' })
  relation!: string | null;

  @Field(() => [String], { description: 'Labels.' })
  tags!: readonly string[];

  @Field(() => Boolean, { nullable: true, description: 'Whether the person holds shares of the business.' })
  shareHolder!: boolean | null;
}

@ObjectType('Runner', {
  implements: NodeInterface,
  description: 'A workflow instance of a workflow provider (Crego). Fields of the provider are read live.',
})
export class RunnerType extends NodeInterface {
  @Field(() => ID, { description: 'The workflow provider.' })
  providerId!: string;

  @Field(() => String, { nullable: true, description: 'The flow it runs.' })
  flowId!: string | null;

  @Field(() => String, { nullable: true, description: 'The reference people quote, e.g. `RUNNER-251-392`.' })
  refId!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When the local record last changed.' })
  updatedAt!: Date;
}

@InputType('CreateRunnerInput', { description: 'A new workflow instance.' })
export class CreateRunnerInput {
  @Field(() => LabelScalar, {
    nullable: true,
    description: "The provider's flow id; absent: the configured default.",
  })
  flowId?: string | null;

  @Field(() => RunnerRefIdScalar, {
    nullable: true,
    description: 'Your own reference; absent: the provider makes one.',
  })
  refId?: string | null;
}

@InputType('ExecuteRunnerInput', { description: 'A step of a runner.' })
export class ExecuteRunnerInput {
  @Field(() => ID, { description: 'The id of a Runner.' })
  runnerId!: string;

  @Field(() => RunnerActionEnum, { description: 'What to do.' })
  action!: RunnerAction;

  @Field(() => JsonObjectScalar, {
    description: 'SUBMIT: the data of the form. NAVIGATE: `{"target_node": "…"}`. Send it as a variable.',
  })
  data!: JsonObject;
}

export const RunnerConnection = connectionType('Runner', () => RunnerType);
export const CreateRunnerResult = resultUnion('CreateRunnerResult', 'Runner', () => RunnerType, [
  'ValidationProblem',
  ...PROVIDER_PROBLEMS,
]);
export const ExecuteRunnerResult = resultUnion('ExecuteRunnerResult', 'Runner', () => RunnerType, [
  'ValidationProblem',
  ...PROVIDER_PROBLEMS,
]);
export const SetCurrentApplicantResult = resultUnion(
  'SetCurrentApplicantResult',
  'Runner',
  () => RunnerType,
  PROVIDER_PROBLEMS,
);
export const SubmitApplicationResult = resultUnion(
  'SubmitApplicationResult',
  'Runner',
  () => RunnerType,
  PROVIDER_PROBLEMS,
);
export const SubmitStepResult = resultUnion('SubmitStepResult', 'Runner', () => RunnerType, [
  'ValidationProblem',
  ...PROVIDER_PROBLEMS,
]);
