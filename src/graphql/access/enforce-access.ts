import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import { type Actor, isAdmin, isService, isStaff } from '../../domain/kernel/actor.js';
import { ApiError } from '../../domain/kernel/api-error.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import type { AccessRule, Audience, TypeRules } from './access-rule.js';

type Field = GraphQLField<unknown, GraphqlContext>;

/**
 * Puts the rules in front of the resolvers. What everybody may use who gets there is left as it is, so that it costs
 * nothing.
 * @throws Error naming every field without a rule, and every rule without a field
 */
export function enforceAccess(schema: GraphQLSchema, rules: Readonly<Record<string, TypeRules>>): void {
  const faults = findRuleFaults(schema, rules);
  if (faults.length > 0) throw new Error(`src/graphql/access does not fit the schema: ${faults.join('; ')}`);
  for (const [typeName, fields] of Object.entries(rules)) {
    const type = schema.getType(typeName) as GraphQLObjectType;
    const root = isRoot(schema, type);
    for (const [name, rule] of Object.entries(fields)) guard(type.getFields()[name] as Field, rule, root);
  }
}

/** Fields that must have a rule, as the rules of `EDGE_RULES` say. */
export function listGuardedFields(schema: GraphQLSchema): readonly { readonly type: string; readonly field: string }[] {
  return Object.values(schema.getTypeMap())
    .filter((type): type is GraphQLObjectType => isObjectType(type) && !isIntrospectionType(type))
    .filter((type) => isRoot(schema, type) || !/(Connection|Edge)$/.test(type.name))
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter(({ args, type: leadsTo }) => {
          return isRoot(schema, type) || args.length > 0 || isCompositeType(getNamedType(leadsTo));
        })
        .map((field) => ({ type: type.name, field: field.name })),
    );
}

function findRuleFaults(schema: GraphQLSchema, rules: Readonly<Record<string, TypeRules>>): string[] {
  const missing = listGuardedFields(schema)
    .filter(({ type, field }) => rules[type]?.[field] === undefined)
    .map(({ type, field }) => `${type}.${field} has no rule`);
  const idle = Object.entries(rules).flatMap(([typeName, fields]) => {
    const type = schema.getType(typeName);
    const known = isObjectType(type) ? type.getFields() : {};
    return Object.keys(fields).flatMap((field) =>
      known[field] === undefined ? [`there is a rule for ${typeName}.${field}, but no such field`] : [],
    );
  });
  return [...missing, ...idle];
}

function guard(field: Field, rule: AccessRule, root: boolean): void {
  if (rule.to.includes('ANYONE') || rule.to.includes('PARENT')) return;
  const { resolve = (source) => (source as Readonly<Record<string, unknown>>)[field.name], subscribe } = field;
  field.resolve = (source, args, context, info) => {
    if (isAllowed(rule, context.actor, root)) return resolve(source, args, context, info);
    return rule.others === 'NULL' ? null : refuse(rule, context);
  };
  if (subscribe === undefined) return;
  field.subscribe = (source, args, context, info) => {
    return isAllowed(rule, context.actor, root) ? subscribe(source, args, context, info) : refuse(rule, context);
  };
}

/** For a field of the roots, or of a record that the actor was already shown. */
function isAllowed({ to }: AccessRule, actor: Actor | null, root: boolean): boolean {
  const owns = to.includes('OWNER');
  if (!root && owns) return actor === null || !isService(actor) || hasScope(to, actor);
  if (actor === null) return false;
  if (isService(actor)) return hasScope(to, actor);
  if (owns || to.includes('SIGNED_IN')) return true;
  return (to.includes('STAFF') && isStaff(actor)) || (to.includes('ADMIN') && isAdmin(actor));
}

function hasScope(to: readonly Audience[], actor: Actor): boolean {
  return actor.scopes?.some((scope) => to.includes(scope)) ?? false;
}

function refuse({ to }: AccessRule, context: GraphqlContext): never {
  if (isService(requireActor(context))) {
    throw new ApiError('FORBIDDEN', 'This is not for programs, or not with the scopes of this one.');
  }
  if (to.includes('STAFF')) throw new ApiError('FORBIDDEN', 'This is for reviewers and admins.');
  if (to.includes('ADMIN')) throw new ApiError('FORBIDDEN', 'This is for admins.');
  throw new ApiError('FORBIDDEN', 'This is for people with an account.');
}

function isRoot(schema: GraphQLSchema, type: GraphQLObjectType): boolean {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type);
}
