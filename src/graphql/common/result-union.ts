import { type ClassType, createUnionType } from 'type-graphql';
import { type Problem, ProblemError } from '../../domain/kernel/problem.js';
import { CUSTOMER_PROBLEM_TYPES } from './customer-problem.types.js';
import {
  Blocked,
  Conflict,
  ConsentRequired,
  InvalidCredentials,
  NotFound,
  ProviderRejected,
  ProviderUnavailable,
  RateLimited,
  SessionEnded,
  ValidationProblem,
} from './problem.types.js';

const PROBLEM_TYPES: Record<Problem['kind'], ClassType> = {
  ValidationProblem,
  InvalidCredentials,
  SessionEnded,
  NotFound,
  Conflict,
  ProviderRejected,
  ProviderUnavailable,
  RateLimited,
  Blocked,
  ConsentRequired,
  ...CUSTOMER_PROBLEM_TYPES,
};

/** The problems of every mutation that calls a provider. */
export const PROVIDER_PROBLEMS = [
  'NotFound',
  'Conflict',
  'ConsentRequired',
  'ProviderRejected',
  'ProviderUnavailable',
  'RateLimited',
  'Blocked',
] as const;

/** `union <name> = <success type> | <problems>`. The success value is the plain domain object: it has no `kind`. */
export function resultUnion(
  name: string,
  successName: string,
  successType: () => ClassType,
  problems: readonly Problem['kind'][],
) {
  return createUnionType({
    name,
    description: `${successName} when it went well, otherwise what went wrong.`,
    types: () => [successType(), ...problems.map((kind) => PROBLEM_TYPES[kind])] as const,
    resolveType: (value: object) =>
      'kind' in value && typeof value.kind === 'string' && value.kind in PROBLEM_TYPES ? value.kind : successName,
  });
}

/** Runs a command; an expected failure becomes a value of the union instead of an error. */
export async function orProblem<T extends object>(command: () => Promise<T>): Promise<T | Problem> {
  try {
    return await command();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
}
