import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { OperationGate } from '../graphql/limits/operation-gate.js';
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

/**
 * Answers 400 OPERATION_TOO_COMPLEX for requests of this scope that the gate refuses. What was counted is in the log: a
 * stranger who knew the numbers could stay just below them.
 */
export function registerOperationLimits(scope: FastifyInstance, gate: OperationGate, log: Logger): void {
  scope.addHook('preHandler', async (request, reply) => {
    const excess = findExcess(request, gate);
    if (excess === null) return undefined;
    log.info({ ...excess, requestId: request.id }, 'operation too complex');
    const { limit, field } = excess;
    const message = `The operation is too complex: it has too many ${WORDS[limit]}.`;
    return sendProblem(reply, 400, message, { code: 'OPERATION_TOO_COMPLEX', field });
  });
}

/** Apollo Server refuses what is no operation at all. */
function findExcess(request: FastifyRequest, gate: OperationGate): LimitExcess | null {
  const { query, variables, operationName, ...others } = readParameters(request);
  return typeof query === 'string'
    ? gate.check({ query, variables, operationName, others })
    : gate.check({ variables, operationName, others: { ...others, query } });
}

/** All that the request brings; in an address, variables and extensions are JSON. */
function readParameters({ method, query, body }: FastifyRequest): Readonly<Record<string, unknown>> {
  const source: unknown = method === 'GET' ? query : body;
  if (typeof source !== 'object' || source === null) return {};
  const parameters: Record<string, unknown> = { ...source };
  for (const name of ['variables', 'extensions']) {
    if (typeof parameters[name] === 'string') parameters[name] = readJson(parameters[name]);
  }
  return parameters;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
