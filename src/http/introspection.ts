import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, GraphQLError, Kind, visit } from 'graphql';

const SCHEMA_FIELDS: ReadonlySet<string> = new Set(['__schema', '__type']);

/** Refuses operations that ask for the schema, unless `allows` says yes to who asks. */
export function guardIntrospection(allows: (context: object) => boolean): ApolloServerPlugin<object> {
  // Apollo keeps documents, so each is looked through once.
  const known = new WeakMap<DocumentNode, boolean>();
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, contextValue }) => {
        const asks = known.get(document) ?? asksForSchema(document);
        known.set(document, asks);
        if (!asks || allows(contextValue)) return;
        throw new GraphQLError('Introspection is switched off.', {
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
        });
      },
    }),
  };
}

/** Anywhere in the document: no type but Query has these fields. */
function asksForSchema(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    [Kind.FIELD]: ({ name }) => {
      found ||= SCHEMA_FIELDS.has(name.value);
    },
  });
  return found;
}
