import type { ApolloServerPlugin } from '@apollo/server';

interface StatusRule {
  readonly status: number;
  /** Whether an answer of which something is left has it too; else it stays 200, and what is missing is among its errors. */
  readonly whenPartial: boolean;
}

/** Errors of fields that say something about the whole request, for those who look at the status alone. */
const RULES: Readonly<Record<string, StatusRule>> = {
  BAD_REQUEST: { status: 400, whenPartial: true },
  STORAGE_UNAVAILABLE: { status: 503, whenPartial: true },
  SERVICE_UNAVAILABLE: { status: 503, whenPartial: false },
};

/** Gives an answer the status of an error in it, where 200 would mislead: a broken upload, a full disk, no database. */
export function showErrorStatus(): ApolloServerPlugin<object> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ response: { body, http } }) => {
        // 500 is what Apollo Server makes of anything that is thrown before execution.
        if (body.kind !== 'single' || ![200, 500].includes(http.status ?? 200)) return;
        const { data, errors = [] } = body.singleResult;
        const partial = Object.values(data ?? {}).some((value) => value !== null);
        for (const { extensions } of errors) {
          const rule = RULES[String(extensions?.code)];
          if (rule === undefined || (partial && !rule.whenPartial)) continue;
          http.status = rule.status;
          if (extensions?.retryAfter !== undefined) http.headers.set('retry-after', String(extensions.retryAfter));
          return;
        }
      },
    }),
  };
}
