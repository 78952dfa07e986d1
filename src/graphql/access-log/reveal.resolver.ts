import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { RevealService } from '../../domain/privacy/reveal-service.js';
import { fromGlobalId, parseGlobalId } from '../common/global-id.js';
import { orProblem } from '../common/result-union.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { RevealFieldInput, RevealFieldResult } from './reveal.type.js';

@Resolver()
export class RevealResolver {
  constructor(private readonly service: RevealService) {}

  @Mutation(() => RevealFieldResult, {
    description:
      'Shows one personal value in clear: to its owner, and to reviewers and admins with a reason. It is in the access log before it is shown.',
  })
  revealField(
    @Arg('input', () => RevealFieldInput, { description: 'Which value, and why.' }) input: RevealFieldInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const { recordId, field, accountId = null, purpose } = input;
    const record = toRecord(recordId);
    return orProblem(() => this.service.reveal(actor, { record, field, accountId, purpose }, context.call));
  }
}

function toRecord(recordId: string) {
  const { type, id } = parseGlobalId(recordId, 'input.recordId');
  if (type === 'Applicant') return { type, id };
  return { type: 'User', id: fromGlobalId('User', recordId, 'input.recordId') } as const;
}
