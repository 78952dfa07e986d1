import type { ApolloServerPlugin } from '@apollo/server';

/** Errors of fields that say something about the whole request, for those who look at the status alone. */
const STATUS: Readonly<Record<string, number>> = { BAD_REQUEST: 400, STORAGE_UNAVAILABLE: 503 };

/** Gives an answer the status of an error in it, where 200 would mislead: a broken upload, a full disk. */
export function showErrorStatus(): ApolloServerPlugin<object> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ response: { body, http } }) => {
        if (body.kind !== 'single' || (http.status ?? 200) !== 200) return;
        const codes = (body.singleResult.errors ?? []).map(({ extensions }) => String(extensions?.code));
        http.status = codes.map((code) => STATUS[code]).find((status) => status !== undefined) ?? http.status;
      },
    }),
  };
}
