import type { GraphQLSchema } from 'graphql';
import type { GraphqlContext } from '../context/context.js';

/** Mutations run one after the other: one that met the trouble ends those after it. */
export function stopAfterStoreTrouble(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve } = field;
    if (resolve === undefined) continue;
    field.resolve = (source, args, context: GraphqlContext, info) =>
      context.progress === undefined
        ? resolve(source, args, context, info)
        : context.progress.step(() => resolve(source, args, context, info));
  }
}
