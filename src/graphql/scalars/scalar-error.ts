import { type ASTNode, GraphQLError } from 'graphql';

/**
 * Refuses an input value. The message is the rule alone: what was sent may be personal.
 * graphql-js and graphql-jit wrap the errors of variables in a message of their own that quotes the value, and keep this
 * one as `originalError`: an error formatter must show that one's message.
 */
export function badInput(rule: string, node?: ASTNode): GraphQLError {
  return new GraphQLError(rule, { nodes: node, extensions: { code: 'BAD_USER_INPUT' } });
}
