import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { GraphQLError, type OperationDefinitionNode } from 'graphql';
import { StoreUnavailableError } from '../domain/kernel/store-unavailable.js';
import type { PointBudget } from '../domain/rate-limit/point-budget.js';
import { measureOperation } from '../graphql/limits/document-measure.js';
import { toClientNetwork } from './client-network.js';

export interface CallerRateOptions {
  /** Absent: any number. */
  readonly perActor?: PointBudget;
  readonly perAddress?: PointBudget;
  /** So that no address is kept anywhere. */
  readonly hash: (text: string) => string;
  /** The limits cannot be looked up. */
  readonly onTrouble: () => void;
}

/** Null: not known, and not counted. */
export interface Caller {
  readonly actorId: string | null;
  readonly address: string | null;
}

/** What becomes of a caller while nothing can be counted: reads pass, what costs money or changes something does not. */
export type Uncounted = 'PASSES' | 'IS_REFUSED';

/** What actors and addresses may ask for in a window. */
export class CallerRates {
  constructor(private readonly options: CallerRateOptions) {}

  /**
   * Null when the points were there, else the time from which on there will be some.
   * @throws StoreUnavailableError when nothing can be counted and what is uncounted is refused
   */
  async spend({ actorId, address }: Caller, points: number, uncounted: Uncounted = 'PASSES'): Promise<Date | null> {
    const { perActor, perAddress, hash, onTrouble } = this.options;
    try {
      const refused =
        perAddress === undefined || address === null
          ? null
          : await perAddress.spend(hash(`${addressKind(actorId)} ${toClientNetwork(address)}`), points);
      if (refused !== null || perActor === undefined || actorId === null) return refused;
      return await perActor.spend(hash(`actor ${actorId}`), points);
    } catch (error) {
      onTrouble();
      if (uncounted === 'IS_REFUSED') throw new StoreUnavailableError({ cause: error });
      return null;
    }
  }
}

/** Strangers behind an address that many share must not use up what those have who have signed in there. */
function addressKind(actorId: string | null): string {
  return actorId === null ? 'address' : 'address of accounts';
}

/** Whole seconds, for `Retry-After`. */
export function secondsUntil(time: Date): number {
  return Math.max(Math.ceil((time.getTime() - Date.now()) / 1_000), 1);
}

export interface OperationRateOptions {
  readonly rates: CallerRates;
  /** Points of a field of Mutation; one of Query has 1. */
  readonly mutationPoints: number;
  readonly describeCaller: (context: object) => Caller;
}

/**
 * Counts the root fields of each operation, aliases one by one, for its actor and for its address, and refuses the whole
 * operation (RATE_LIMITED, HTTP 429, Retry-After) when either has too few points left. While nothing can be counted, queries
 * pass and mutations are refused (SERVICE_UNAVAILABLE), all of them: one that is new cannot be forgotten.
 */
export function limitRates({
  rates,
  mutationPoints,
  describeCaller,
}: OperationRateOptions): ApolloServerPlugin<object> {
  const fields = new WeakMap<OperationDefinitionNode, number>();
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, operation, contextValue }) => {
        if (operation === undefined) return;
        const count = fields.get(operation) ?? measureOperation(document, operation).rootFields;
        fields.set(operation, count);
        const mutates = operation.operation === 'mutation';
        const points = count * (mutates ? mutationPoints : 1);
        const resetAt = await rates.spend(describeCaller(contextValue), points, mutates ? 'IS_REFUSED' : 'PASSES');
        if (resetAt !== null) throw toRefusal(resetAt);
      },
    }),
  };
}

function toRefusal(resetAt: Date): GraphQLError {
  const seconds = secondsUntil(resetAt);
  return new GraphQLError(`Too many operations: try again in ${seconds} s.`, {
    extensions: {
      code: 'RATE_LIMITED',
      retryAfter: seconds,
      http: { status: 429, headers: new HeaderMap([['retry-after', String(seconds)]]) },
    },
  });
}
