import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { GraphQLError, type OperationDefinitionNode } from 'graphql';
import type { PointBudget } from '../domain/rate-limit/point-budget.js';
import { measureOperation } from '../graphql/limits/document-measure.js';
import { toClientNetwork } from './client-network.js';

export interface RateLimitOptions {
  /** Absent: any number. */
  readonly perActor?: PointBudget;
  readonly perAddress?: PointBudget;
  /** Points of a field of Mutation; one of Query has 1. */
  readonly mutationPoints: number;
  /** So that no address is kept anywhere. */
  readonly hash: (text: string) => string;
  readonly describeCaller: (context: object) => { readonly actorId: string | null; readonly address: string | null };
  /** The limits cannot be looked up: operations pass. */
  readonly onTrouble: () => void;
}

/**
 * Counts the root fields of each operation, aliases one by one, for its actor and for its address, and refuses the whole
 * operation (RATE_LIMITED, HTTP 429, Retry-After) when either has too few points left.
 */
export function limitRates(options: RateLimitOptions): ApolloServerPlugin<object> {
  const fields = new WeakMap<OperationDefinitionNode, number>();
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, operation, contextValue }) => {
        if (operation === undefined) return;
        const count = fields.get(operation) ?? measureOperation(document, operation).rootFields;
        fields.set(operation, count);
        const points = count * (operation.operation === 'mutation' ? options.mutationPoints : 1);
        const resetAt = await spend(options, contextValue, points);
        if (resetAt !== null) throw toRefusal(resetAt);
      },
    }),
  };
}

async function spend(options: RateLimitOptions, context: object, points: number): Promise<Date | null> {
  const { perActor, perAddress, hash, describeCaller, onTrouble } = options;
  const { actorId, address } = describeCaller(context);
  try {
    const refused =
      perAddress === undefined || address === null
        ? null
        : await perAddress.spend(hash(`address ${toClientNetwork(address)}`), points);
    if (refused !== null || perActor === undefined || actorId === null) return refused;
    return await perActor.spend(hash(`actor ${actorId}`), points);
  } catch {
    onTrouble();
    return null;
  }
}

function toRefusal(resetAt: Date): GraphQLError {
  const seconds = Math.max(Math.ceil((resetAt.getTime() - Date.now()) / 1_000), 1);
  return new GraphQLError(`Too many operations: try again in ${seconds} s.`, {
    extensions: {
      code: 'RATE_LIMITED',
      retryAfter: seconds,
      http: { status: 429, headers: new HeaderMap([['retry-after', String(seconds)]]) },
    },
  });
}
