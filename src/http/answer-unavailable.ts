import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';

/**
 * HTTP 503 for an answer of which nothing is left because our own records are out of reach. A partial one stays 200: what
 * is missing is among its errors.
 */
export function answerUnavailable(): ApolloServerPlugin<object> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ response }) => {
        if (response.body.kind !== 'single') return;
        const { data, errors = [] } = response.body.singleResult;
        const trouble = errors.find(({ extensions }) => extensions?.code === 'SERVICE_UNAVAILABLE');
        if (trouble === undefined || Object.values(data ?? {}).some((value) => value !== null)) return;
        response.http.status = 503;
        const { retryAfter } = trouble.extensions as NonNullable<GraphQLFormattedError['extensions']>;
        if (retryAfter !== undefined) response.http.headers.set('retry-after', String(retryAfter));
      },
    }),
  };
}
