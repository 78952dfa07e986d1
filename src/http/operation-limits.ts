import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OperationGate, RequestedOperation } from '../graphql/limits/operation-gate.js';
import type { LimitExcess, LimitName } from '../graphql/limits/operation-limits.js';
import { sendProblem } from './http-errors.js';

const WORDS: Record<LimitName, string> = {
  characters: 'characters',
  tokens: 'tokens',
  depth: 'levels',
  aliases: 'aliases and repeated fields',
  directives: 'directives',
  rootFields: 'fields of Query or Mutation',
  fields: 'fields',
  cost: 'units of cost',
  values: 'values',
  valueDepth: 'levels of lists and objects',
  stringLength: 'characters in one string',
};

/** Answers 400 OPERATION_TOO_COMPLEX for operations of this scope that the gate refuses. */
export function registerOperationLimits(scope: FastifyInstance, gate: OperationGate): void {
  scope.addHook('preHandler', async (request, reply) => {
    const operation = readOperation(request);
    const excess = operation && gate.check(operation);
    return excess ? refuse(reply, excess) : undefined;
  });
}

/** Null for what is no operation at all, which Apollo Server refuses. */
export function readOperation(request: FastifyRequest): RequestedOperation | null {
  const source = (request.method === 'GET' ? request.query : request.body) as
    | Record<string, unknown>
    | undefined
    | null;
  if (typeof source !== 'object' || source === null || typeof source.query !== 'string') return null;
  const { query, variables, operationName } = source;
  return { query, variables: typeof variables === 'string' ? readJson(variables) : variables, operationName };
}

function refuse(reply: FastifyReply, { limit, max, seen, field }: LimitExcess): FastifyReply {
  const message = `The operation is too complex: it may have ${max} ${WORDS[limit]}, and it has ${seen} or more.`;
  return sendProblem(reply, 400, message, { code: 'OPERATION_TOO_COMPLEX', limit, max, seen, field });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
